using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Playback;
using OpcSpaces.FirmwareSim.Tests.Fleet;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.FirmwareSim.Tests.Playback;

public class ReplayTests
{
    private static readonly TimeSpan Patience = Eventually.Patience;
    private static readonly TimeSpan HoldOff = TimeSpan.FromSeconds(300);

    [Fact]
    public async Task The_recorded_room_played_as_fast_as_possible_arrives_complete_and_with_the_recordings_time()
    {
        var recording = RecordingReader.ReadFile(RecordedRoomFile.FullPath);

        var readings = await PlayAsync(recording);

        var rows = RealRecording.Rows();
        Assert.Equal(Stays(rows.Select(row => (row.At, row.S6))), StaysOf(readings, "desk/1/occupied"));
        Assert.Equal(Stays(rows.Select(row => (row.At, row.S7))), StaysOf(readings, "desk/2/occupied"));
    }

    [Fact]
    public async Task Over_a_gap_the_gateway_is_off_and_the_room_unknown()
    {
        var start = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        DateTimeOffset[] times = [.. Enumerable.Range(0, 4).Select(i => start.AddSeconds(30 * i)), .. Enumerable.Range(0, 4).Select(i => start.AddHours(5).AddSeconds(30 * i))];
        var recording = new Recording(["a"], [.. times.Select(at => new RecordedRow(at, [true]))]);

        var readings = await PlayAsync(recording);

        Assert.Equal([1, null, 1], readings.Select(reading => reading.Value));
        Assert.Equal([192, 500, 192], readings.Select(reading => reading.Quality));
        Assert.Equal([times[0], start.AddHours(5)], readings.Where(reading => reading.Value == 1).Select(reading => reading.At));
        // Directly after the last certain time: that of the last row plus the half minute for which it is valid.
        Assert.Equal(times[3].AddSeconds(30).AddMilliseconds(1), readings[1].At);
    }

    private static async Task<IReadOnlyList<CollectedReading>> PlayAsync(Recording recording)
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var host = await CollectingHost.StartAsync(broker);
        using var data = new TemporaryDirectory();
        var options = new ReplayOptions
        {
            Fleet = new FleetOptions
            {
                DataDirectory = data.FullPath,
                Broker = new MqttEndpointOptions { Host = broker.Host, Port = broker.Port },
                HoldOffSeconds = (int)HoldOff.TotalSeconds,
            },
        };
        await using var replay = new Replay(recording, options, TimeProvider.System);
        await replay.RunAsync((fleet, stop) => fleet.WaitUntilCommittedAsync(stop), CancellationToken.None).WaitAsync(Patience);
        Assert.Equal(recording.Rows.Count, replay.RowsPlayed);
        return [.. host.OfPoints];
    }

    private static List<(DateTimeOffset, double?)> StaysOf(IReadOnlyList<CollectedReading> readings, string metric) =>
        [.. readings.Where(reading => reading.Metric == metric).Select(reading => (reading.At, reading.Value))];

    /// <summary>
    /// The expected readings with a fixed hold-off, computed from the rows only: occupied at the first motion, free dated back
    /// to the end of the last motion, and unknown during the recording's gaps.
    /// </summary>
    private static List<(DateTimeOffset, double?)> Stays(IEnumerable<(DateTimeOffset At, bool High)> rows)
    {
        var stays = new List<(DateTimeOffset, double?)>();
        var (level, occupied) = (false, (bool?)null);
        var (still, before) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        foreach (var (at, high) in rows)
        {
            var gap = at - before > TimeSpan.FromMinutes(5);
            var seenUntil = gap ? before.AddSeconds(30) : at;
            // A row at exactly the end of the hold-off comes after its timer.
            if (before != DateTimeOffset.MinValue && !level && occupied != false && seenUntil >= still + HoldOff)
            {
                stays.Add((still, 0));
                occupied = false;
            }
            if (gap)
            {
                if (before != DateTimeOffset.MinValue)
                    stays.Add((seenUntil.AddMilliseconds(1), null));
                (level, occupied, still) = (false, null, at.AddSeconds(-1));
            }
            if (high && !level && occupied != true)
            {
                stays.Add((at, 1));
                occupied = true;
            }
            if (level && !high)
                still = at;
            (level, before) = (high, at);
        }
        if (!level && occupied != false && before.AddSeconds(30) >= still + HoldOff)
            stays.Add((still, 0));
        return stays;
    }
}
