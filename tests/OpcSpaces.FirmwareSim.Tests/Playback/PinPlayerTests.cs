using System.Globalization;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.FirmwareSim.Playback;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Playback;

public class PinPlayerTests
{
    [Fact]
    public void Every_transition_of_the_recorded_room_arrives_at_its_pin_in_order_and_at_its_time()
    {
        var rows = RealRecording.Rows();

        var heard = Play(RecordingReader.ReadFile(RecordedRoomFile.FullPath));

        Assert.Equal(10_129, rows.Count);
        Assert.Equal(Transitions(rows.Select(row => (row.At, row.S6))), heard[0]);
        Assert.Equal(Transitions(rows.Select(row => (row.At, row.S7))), heard[1]);
        Assert.Equal((662, 380), (heard[0].Count, heard[1].Count));
    }

    [Fact]
    public void The_recorded_room_has_four_parts_with_gaps_between_them()
    {
        var recording = RecordingReader.ReadFile(RecordedRoomFile.FullPath);

        var stretches = recording.Stretches(TimeSpan.FromMinutes(5)).ToList();

        Assert.Equal(4, stretches.Count);
        Assert.Equal(recording.Rows, stretches.SelectMany(stretch => stretch.Rows));
        Assert.Equal(["2017-12-22", "2017-12-22", "2017-12-25", "2018-01-10"], stretches.Select(stretch => stretch.Rows[0].At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_random_recording_plays_every_transition_with_any_steps_of_time()
    {
        var seed = Seed.Take(nameof(A_random_recording_plays_every_transition_with_any_steps_of_time));
        seed.Run(() =>
        {
            var random = seed.CreateRandom();
            var at = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
            var rows = Enumerable.Range(0, 2_000)
                .Select(_ => new RecordedRow(at = at.AddSeconds(random.Next(0, 90)), [random.Next(2) == 1, random.Next(9) == 1]))
                .ToList();

            var heard = Play(new Recording(["a", "b"], rows), () => TimeSpan.FromSeconds(random.Next(1, 500)));

            Assert.Equal(Transitions(rows.Select(row => (row.At, row.Levels[0]))), heard[0]);
            Assert.Equal(Transitions(rows.Select(row => (row.At, row.Levels[1]))), heard[1]);
        });
    }

    [Fact]
    public void Each_column_needs_a_pin() => Assert.Throws<ArgumentException>(() =>
        new PinPlayer(new Recording(["a", "b"], []), [new SimulatedPin(2)], new VirtualTime(DateTimeOffset.UnixEpoch)));

    private static List<PinChange>[] Play(Recording recording, Func<TimeSpan>? step = null)
    {
        var (first, last) = (recording.Rows[0].At, recording.Rows[^1].At);
        var time = new VirtualTime(first.AddMinutes(-1));
        var board = new SimulatedBoard([2, 3]);
        using var controller = board.CreateController();
        var heard = new[] { new List<PinChange>(), new List<PinChange>() };
        controller.OpenInput(2).Subscribe(heard[0].Add);
        controller.OpenInput(3).Subscribe(heard[1].Add);
        using var player = new PinPlayer(recording, [board[2], board[3]], time);
        while (time.GetUtcNow() < last)
            time.AdvanceTo(time.GetUtcNow() + (step?.Invoke() ?? TimeSpan.FromSeconds(5)));
        Assert.Equal(recording.Rows.Count, player.Played);
        return heard;
    }

    private static List<PinChange> Transitions(IEnumerable<(DateTimeOffset At, bool High)> rows)
    {
        var (level, transitions) = (false, new List<PinChange>());
        foreach (var (at, high) in rows)
        {
            if (high != level)
                transitions.Add(new PinChange(high, at));
            level = high;
        }
        return transitions;
    }
}
