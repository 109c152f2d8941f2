using OpcSpaces.Edge.Testing.Recordings;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Tests.Recordings;

/// <summary>Writes recordings for a test, all of one day.</summary>
internal sealed class RecordingBench : IDisposable
{
    private static readonly DateTimeOffset Day = new(2018, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new("recording");

    public string Folder => _directory.FullPath;

    public void Dispose() => _directory.Dispose();

    /// <summary>The seconds of a time since 10:00 of the day.</summary>
    public static int Second(long ms) => (int)((ms - Day.AddHours(10).ToUnixTimeMilliseconds()) / 1000);

    public static long Ms(string clock) => (Day + TimeSpan.Parse(clock, System.Globalization.CultureInfo.InvariantCulture)).ToUnixTimeMilliseconds();

    public string Write(string name, params string[] lines)
    {
        var file = _directory.File(name);
        File.WriteAllLines(file, lines);
        return file;
    }

    /// <summary>A recording with these columns of sensors and the truth; each row is a time of the day and the values.</summary>
    public RecordedRoom Read(string columns, params IEnumerable<string> rows) =>
        RecordedRoomReader.ReadFile(Write("room.csv", [$"Date,Time,{columns},Room_Occupancy_Count", .. rows.Select(row => $"2018-01-01,{row}")]));
}
