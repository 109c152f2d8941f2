using System.Globalization;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.RealData;

/// <summary>
/// The recorded room, read by string splitting alone, and what a gateway in it must report, worked out from the rows alone:
/// occupied at the first motion, free dated back to the end of the last motion once the hold-off has passed, and unknown over
/// the times in which nothing was recorded.
/// </summary>
internal static class RecordedStays
{
    /// <summary>The plain rule, because its readings can be worked out from the rows without the agent's estimator.</summary>
    public const string HoldOffSeconds = "300";

    private static readonly TimeSpan HoldOff = TimeSpan.FromSeconds(int.Parse(HoldOffSeconds, CultureInfo.InvariantCulture));
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RowHolds = TimeSpan.FromSeconds(30);

    public static int Rows => File.ReadLines(RecordedRoomFile.FullPath).Skip(1).Count(line => line.Length > 0);

    /// <summary>Per reading its time in ms and 1, 0 or null.</summary>
    /// <param name="column">Number of the motion column, from 0.</param>
    public static IReadOnlyList<(long AtMs, long? Value)> Of(int column)
    {
        var rows = File.ReadLines(RecordedRoomFile.FullPath).Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')).Select(fields => (
            At: DateTimeOffset.Parse($"{fields[0]} {fields[1]}Z", CultureInfo.InvariantCulture), High: fields[column] == "1"));
        return [.. Of(rows).Select(stay => (stay.At.ToUnixTimeMilliseconds(), stay.Value))];
    }

    private static List<(DateTimeOffset At, long? Value)> Of(IEnumerable<(DateTimeOffset At, bool High)> rows)
    {
        var readings = new List<(DateTimeOffset, long?)>();
        var (level, occupied) = (false, (bool?)null);
        DateTimeOffset? before = null;
        var still = DateTimeOffset.MinValue;
        foreach (var (at, high) in rows)
        {
            var isGap = before is { } earlier && at - earlier > LongestGap;
            if (before is { } last)
            {
                var seenUntil = isGap ? last + RowHolds : at;
                EndStay(seenUntil);
                // Behind what is known, by the shortest time that readings can tell apart.
                if (isGap) readings.Add((seenUntil.AddMilliseconds(1), null));
            }

            if (before is null || isGap) (level, occupied, still) = (false, null, at.AddSeconds(-1));
            if (high && !level && occupied != true)
            {
                readings.Add((at, 1));
                occupied = true;
            }

            if (level && !high) still = at;
            (level, before) = (high, at);
        }

        EndStay(before!.Value + RowHolds);
        return readings;

        void EndStay(DateTimeOffset seenUntil)
        {
            if (level || occupied == false || seenUntil < still + HoldOff) return;
            readings.Add((still, 0));
            occupied = false;
        }
    }
}
