namespace OpcSpaces.FirmwareSim.Playback;

/// <summary>
/// Reads recorded motion: a <see cref="RecordingTable"/> with one or more columns of motion (0 or 1). Throws
/// <see cref="RecordingException"/> with every fault of the file.
/// </summary>
public sealed class RecordingReader : RecordingTable
{
    // Each becomes a desk of one room, which must fit on a floor.
    private const int MostColumns = 400;

    private readonly List<RecordedRow> _rows = [];
    private readonly IReadOnlyList<string>? _wanted;
    private IReadOnlyList<(string Name, int Index)> _motion = [];

    private RecordingReader(IReadOnlyList<string>? columns, TimeSpan utcOffset)
        : base(utcOffset) => _wanted = columns;

    /// <param name="columns">The motion columns; by default all whose name ends in <c>_PIR</c>.</param>
    /// <param name="utcOffset">By how much the recording's clock is ahead of UTC.</param>
    public static Recording ReadFile(string file, IReadOnlyList<string>? columns = null, TimeSpan utcOffset = default)
    {
        var reader = new RecordingReader(columns, utcOffset);
        reader.ReadAll(file);
        return reader.Recording;
    }

    public static Recording Read(TextReader text, string file, IReadOnlyList<string>? columns = null, TimeSpan utcOffset = default)
    {
        var reader = new RecordingReader(columns, utcOffset);
        reader.ReadAll(text, file);
        return reader.Recording;
    }

    private Recording Recording => new([.. _motion.Select(column => column.Name)], _rows);

    protected override void UseHeader(IReadOnlyList<string> header)
    {
        var wanted = _wanted ?? [.. header.Where(name => name.EndsWith("_PIR", StringComparison.OrdinalIgnoreCase))];
        RequireColumns(header, wanted);
        foreach (var twice in wanted.GroupBy(name => name).Where(group => group.Count() > 1 && _wanted is not null))
            Fault(1, $"the column {Quote(twice.Key)} is asked for {twice.Count()} times: name it once");
        if (wanted.Count > MostColumns)
            Fault(1, $"has {wanted.Count} motion columns: at most {MostColumns} can be played");
        if (wanted.Count == 0)
            Fault(1, "has no column that ends in _PIR: give the motion columns with --columns");
        _motion = [.. wanted.Select(name => (name, header.Index().FirstOrDefault(column => column.Item == name).Index))];
    }

    protected override void UseRow(DateTimeOffset? at)
    {
        var levels = _motion.Select(column => ReadLevel(column.Index)).ToArray();
        if (at is { } time)
            _rows.Add(new RecordedRow(time, levels));
    }

    private bool ReadLevel(int column)
    {
        var value = Field(column);
        if (value is not ("0" or "1"))
            Fault($"has the motion value {Quote(value)}: use 0 or 1");
        return value == "1";
    }
}
