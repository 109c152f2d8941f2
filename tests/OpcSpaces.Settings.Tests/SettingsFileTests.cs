using OpcSpaces.Testing;

namespace OpcSpaces.Settings.Tests;

public sealed class SettingsFileTests
{
    private const string Bad = """
        {
          // a shelf
          "name": "shelf",
          "boards": [
            { "width": 80, "books": [ "Dune", 7,
              "Emma" ] },
            "plank",
            {
              "width": 0,
              /* two
                 lines */ "colour": "red",
              "width": "wide"
            }
          ],
          "name": "rack"
        }
        """;

    private static IReadOnlyList<SettingsFault> FaultsOf(string json, string? file = null) =>
        Assert.Throws<SettingsException>(() => SettingsFile.Parse(json, Shelf.From, Shelf.Faults, file)).Faults;

    [Fact]
    public void Every_fault_names_its_line_and_comes_in_the_order_of_lines() => Assert.Equal(
        [(1, "height"), (5, "boards[0].books[1]"), (7, "boards[1]"), (11, "boards[2].colour"), (12, "boards[2].width"), (12, "boards[2].width"), (15, "name")],
        FaultsOf(Bad).Select(fault => (fault.Line!.Value, fault.Path)));

    [Fact]
    public void A_rule_about_what_had_no_shape_is_not_heard() =>
        Assert.DoesNotContain(FaultsOf(Bad), fault => fault.Path.StartsWith("boards[1].", StringComparison.Ordinal));

    [Fact]
    public void What_is_missing_is_on_the_line_of_what_surrounds_it() =>
        Assert.Equal((3, "boards[0].width"), FaultsOf("{\n\"height\": 2,\n\"boards\": [ {} ] }").Select(fault => (fault.Line!.Value, fault.Path)).Single());

    [Fact]
    public void A_fault_reads_like_a_compilers()
    {
        var fault = FaultsOf("{ \"height\": 2,\n\"boards\": 7 }", "shelf.json").Single();
        Assert.Equal("shelf.json:2: boards: 7 – write a list in brackets", fault.ToString());
    }

    [Theory]
    [InlineData("{\n\n  \"height\": 2,,\n}", 3)]
    [InlineData("{\n  \"height\": 2", 2)]
    [InlineData("", 1)]
    [InlineData("{\n  \"height\": 2\n  \"boards\": []\n}", 3)]
    public void A_syntax_error_names_its_line(string json, int line)
    {
        var fault = FaultsOf(json, "shelf.json").Single();
        Assert.Equal(("the file", line, "shelf.json"), (fault.Path, fault.Line, fault.File));
    }

    [Theory]
    [InlineData("{\n\"name\": \"\\ud800\" }", 2, "name", "\"\\ud800\"")]
    [InlineData("{\n\"height\": 2,\n\"\\udc00\": 1 }", 3, "the file", "\"\\udc00\"")]
    [InlineData("{\n\"boards\": [ {},\n{ \"books\": [ \"Dune\",\n\"a\\ud83d!\" ] } ] }", 4, "boards[1].books[1]", "\"a\\ud83d!\"")]
    [InlineData("{\n\"boards\": [ {},\n{ \"x\\ud800\": 1 } ] }", 3, "boards[1]", "\"x\\ud800\"")]
    public void Half_a_surrogate_pair_is_a_fault_with_its_line(string json, int line, string path, string value)
    {
        var fault = FaultsOf(json, "shelf.json").Single();
        Assert.Equal((line, path, value, "shelf.json"), (fault.Line!.Value, fault.Path, fault.Value, fault.File));
    }

    [Theory]
    [InlineData("2147483648")]
    [InlineData("-99999999999")]
    [InlineData("1e400")]
    public void A_number_that_is_too_large_is_refused_as_it_was_written(string number)
    {
        var fault = FaultsOf($$"""{ "height": 2, "boards": [ { "width": {{number}} } ] }""").Single();
        Assert.Equal(("boards[0].width", number, "write a number closer to 0"), (fault.Path, fault.Value, fault.Fix));
    }

    [Fact]
    public void A_file_with_a_byte_order_mark_and_windows_lines_is_read()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("shelf.json");
        File.WriteAllText(path, "{\r\n\"height\": 2,\r\n\"boards\": [\r\n{ \"width\": 0 } ] }", System.Text.Encoding.UTF8);
        var fault = Assert.Throws<SettingsException>(() => SettingsFile.Read(path, Shelf.From, Shelf.Faults)).Faults.Single();
        Assert.Equal((path, 4, "boards[0].width"), (fault.File, fault.Line, fault.Path));
    }

    private sealed record Board(int Width, IReadOnlyList<string> Books)
    {
        public static Board From(SettingsSection board) => new(board.RequiredNumber("width"), board.Texts("books"));
    }

    private sealed record Shelf(string Name, double Height, IReadOnlyList<Board> Boards)
    {
        public static Shelf From(SettingsSection shelf) => new(shelf.Text("name", "nameless"), shelf.RequiredReal("height"), shelf.Parts("boards", Board.From));

        public static IEnumerable<SettingsFault> Faults(Shelf shelf)
        {
            var rules = new SettingsRules();
            foreach (var (index, board) in shelf.Boards.Index()) rules.At($"boards[{index}]").Within("width", board.Width, 1, 300);
            return rules.Faults;
        }
    }
}
