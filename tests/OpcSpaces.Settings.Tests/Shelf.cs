namespace OpcSpaces.Settings.Tests;

/// <summary>Settings of every type, for tests.</summary>
internal sealed record Shelf(string Name, double Height, Wood Wood, string? Owner, string Manufacturer, bool IsOpen, long Serial, IReadOnlyList<Board> Boards)
{
    public static Shelf Parse(string json, string? file = null) => SettingsFile.Parse(json, From, Faults, file);

    public static Shelf Read(string path) => SettingsFile.Read(path, From, Faults);

    public static IReadOnlyList<SettingsFault> FaultsOf(string json, string? file = null) => Assert.Throws<SettingsException>(() => Parse(json, file)).Faults;

    private static Shelf From(SettingsSection shelf) => new(
        shelf.Text("name", "nameless"),
        shelf.RequiredReal("height"),
        shelf.Choice("wood", Wood.Beech),
        shelf.OptionalText("owner"),
        shelf.Text("manufacturerName", ""),
        shelf.Truth("isOpen", true),
        shelf.LongNumber("serial", 0),
        shelf.OptionalParts("boards", Board.From));

    private static IReadOnlyList<SettingsFault> Faults(Shelf shelf)
    {
        var rules = new SettingsRules();
        rules.Within("height", shelf.Height, 1, 9, " metres");
        if (shelf.Owner is { } owner) rules.NotEmpty("owner", owner, "name the owner, or leave it out");
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, board) in shelf.Boards.Index())
        {
            var at = rules.At($"boards[{index}]");
            at.Within("width", board.Width, 1, 300);
            if (board.Id is { } id)
            {
                at.Id("id", id);
                at.Unique("id", id, ids, "board");
            }

            foreach (var (book, title) in board.Books.Index()) at.NotEmpty($"books[{book}]", title, "write the title");
        }

        return rules.Faults;
    }
}

internal sealed record Board(string? Id, int Width, IReadOnlyList<string> Books)
{
    public static Board From(SettingsSection board) => new(board.OptionalText("id"), board.RequiredNumber("width"), board.Texts("books"));
}

internal enum Wood
{
    Beech,
    RedOak,
}
