using OpcSpaces.FirmwareSim.Playback;

namespace OpcSpaces.Edge.Testing.Recordings;

/// <summary>
/// Reads a recording with the truth: a <see cref="RecordingTable"/> with columns of sensors (<see cref="ColumnKind"/>) and the column
/// <see cref="TruthColumn"/>, the number of people, where −1 or nothing means unknown. Throws <see cref="RecordingException"/> with
/// every fault of the file.
/// </summary>
internal sealed class RecordedRoomReader : RecordingTable
{
    public const string TruthColumn = "Room_Occupancy_Count";

    private static readonly string[] OtherColumns = ["Date", "Time", TruthColumn];

    private readonly IReadOnlyList<string>? _wanted;
    private readonly List<RoomRow> _rows = [];
    private IReadOnlyList<(RecordedColumn Column, int Index)> _sensors = [];
    private IReadOnlyList<string> _ignored = [];
    private int _truth;

    private RecordedRoomReader(IReadOnlyList<string>? columns)
        : base(TimeSpan.Zero) => _wanted = columns;

    /// <param name="file">The CSV file.</param>
    /// <param name="columns">The columns to use; one whose name says no kind is motion. Null for all whose name says one.</param>
    public static RecordedRoom ReadFile(string file, IReadOnlyList<string>? columns = null)
    {
        var reader = new RecordedRoomReader(columns);
        reader.ReadAll(file);
        var rhythm = RowRhythm.Of(reader._rows.Select(row => row.AtMs));
        return new RecordedRoom(Path.GetFileNameWithoutExtension(file), [.. reader._sensors.Select(sensor => sensor.Column)], reader._rows, rhythm) { Ignored = reader._ignored };
    }

    protected override void UseHeader(IReadOnlyList<string> header)
    {
        RequireColumns(header, [TruthColumn, .. _wanted ?? []]);
        _truth = header.Index().FirstOrDefault(column => column.Item == TruthColumn).Index;
        _sensors =
        [
            .. header.Index().Where(column => !OtherColumns.Contains(column.Item))
                .Where(column => _wanted?.Contains(column.Item) ?? ColumnKind.Of(column.Item) is not null)
                .Select(column => (new RecordedColumn(column.Item, ColumnKind.Of(column.Item) ?? ColumnKind.Motion), column.Index)),
        ];
        _ignored = [.. header.Except(OtherColumns).Except(_sensors.Select(sensor => sensor.Column.Name))];
        if (_sensors.Count == 0)
            Fault(1, $"has no column of a sensor: end the names of such columns in {string.Join(", ", ColumnKind.All.Select(kind => $"_{kind.Word}"))}, or give the motion columns with --columns");
    }

    protected override void UseRow(DateTimeOffset? at)
    {
        var values = new double[_sensors.Count];
        foreach (var (number, (column, index)) in _sensors.Index())
        {
            if (column.Kind.Read(Field(index), out values[number]) is { } fix)
                Fault($"has the value {Quote(Field(index))} in the column {Quote(column.Name)}: {fix}");
        }

        var isNumber = RecordedNumber.TryRead(Field(_truth), out var people);
        if (!isNumber || people is < 0 and not -1)
            Fault($"has the number of people {Quote(Field(_truth))}: use a number from 0 on, or -1 or nothing where it is not known");
        if (at is { } time)
            _rows.Add(new RoomRow(time.ToUnixTimeMilliseconds(), values, double.IsNaN(people) || people < 0 ? null : people > 0));
    }
}
