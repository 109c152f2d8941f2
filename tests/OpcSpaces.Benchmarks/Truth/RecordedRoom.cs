using System.Globalization;
using OpcSpaces.CommandLine;
using OpcSpaces.FirmwareSim.Playback;

namespace OpcSpaces.Benchmarks.Truth;

/// <summary>A recording of motion with the number of people in each row.</summary>
/// <param name="Motion">The rows of the detectors.</param>
/// <param name="People">The number of people in each row.</param>
/// <param name="RowMs">The usual distance between rows in ms.</param>
internal sealed record RecordedRoom(Recording Motion, IReadOnlyList<int> People, long RowMs)
{
    private const string CountColumn = "Room_Occupancy_Count";

    // A single row is missing sometimes; a longer distance is a gap. In long gaps the gateway counts as off.
    private const double RowsPerGap = 2.5;
    private const long LongestGapMs = 300_000;

    public DateTimeOffset Start => Motion.Rows[0].At;

    /// <summary>Throws <see cref="RecordingException"/> with every fault of the file.</summary>
    public static RecordedRoom Read(string file, IReadOnlyList<string>? columns = null)
    {
        var motion = RecordingReader.ReadFile(file, columns);
        var lines = File.ReadLines(file).Select(line => line.Split(',')).ToList();
        var column = Array.FindIndex(lines[0], name => name.Trim() == CountColumn);
        if (column < 0) throw new RecordingException(file, [new RecordingFault(1, $"has no column \"{CountColumn}\": name the column with the number of people so")]);
        var faults = new List<RecordingFault>();
        var people = new List<int>();
        foreach (var (index, fields) in lines.Index().Skip(1).Where(line => line.Item.Length == lines[0].Length))
        {
            if (!int.TryParse(fields[column], CultureInfo.InvariantCulture, out var count) || count < 0)
                faults.Add(new RecordingFault(index + 1, $"has the number of people {Terminal.Quote(fields[column])}: use a whole number from 0 on"));
            people.Add(count);
        }

        if (people.Count != motion.Rows.Count && faults.Count == 0) faults.Add(new RecordingFault(0, $"has {motion.Rows.Count} rows of motion and {people.Count} of people"));
        if (faults.Count > 0) throw new RecordingException(file, faults);
        return new RecordedRoom(motion, people, UsualRowMs(motion.Rows));
    }

    /// <summary>The rows from one index up to another.</summary>
    public RecordedRoom Part(int from, int to) =>
        this with { Motion = Motion with { Rows = [.. Motion.Rows.Skip(from).Take(to - from)] }, People = [.. People.Skip(from).Take(to - from)] };

    /// <summary>The parts between long gaps; the state before a long gap says nothing about the time after it.</summary>
    public IEnumerable<RecordedRoom> Stretches() => Cut(Math.Max(LongestGapMs, 5 * RowMs));

    /// <summary>When rows were recorded. A row is valid until the next one, or for the usual distance before a gap.</summary>
    public IEnumerable<Span> Watched() => Cut((long)(RowsPerGap * RowMs)).Select(part => new Span(part.AtMs(0), part.AtMs(part.People.Count - 1) + RowMs));

    /// <summary>When somebody was there.</summary>
    public IEnumerable<Span> Occupied()
    {
        for (var i = 0; i < People.Count; i++)
        {
            var next = i + 1 < People.Count ? AtMs(i + 1) : long.MaxValue;
            if (People[i] > 0) yield return new Span(AtMs(i), next - AtMs(i) <= RowsPerGap * RowMs ? next : AtMs(i) + RowMs);
        }
    }

    public long AtMs(int row) => Motion.Rows[row].At.ToUnixTimeMilliseconds();

    private static long UsualRowMs(IReadOnlyList<RecordedRow> rows)
    {
        var steps = rows.Zip(rows.Skip(1), (a, b) => (long)(b.At - a.At).TotalMilliseconds).Order().ToList();
        return steps.Count == 0 ? 30_000 : Math.Max(1000, steps[steps.Count / 2]);
    }

    private IEnumerable<RecordedRoom> Cut(long longestMs)
    {
        var start = 0;
        for (var i = 1; i <= People.Count; i++)
        {
            if (i < People.Count && AtMs(i) - AtMs(i - 1) <= longestMs) continue;
            yield return Part(start, i);
            start = i;
        }
    }
}
