using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Truth;

namespace OpcSpaces.FirmwareSim.Tests.Faults;

public class FraudTests
{
    private static readonly (TimeOnly, TimeOnly) Night = (new TimeOnly(22, 0), new TimeOnly(5, 0));

    [Theory]
    [InlineData(ScriptKind.Heater, 0.3, 0.7)]
    [InlineData(ScriptKind.Fan, 0.99, 1)]
    public void A_detector_sees_warm_air_at_night(ScriptKind kind, double least, double most)
    {
        var wired = Office.Sensor("desk/2", SensorType.Motion);
        var sound = Office.Live(20, 34);

        var fraud = Office.Live(20, 34, new ScriptEntry { Kind = kind, Zone = Office.Zone, Point = "desk/2", Daily = Night });

        Assert.InRange(HighShare(fraud, wired, 23, 28), least, most);
        Assert.InRange(HighShare(sound, wired, 23, 28), 0, 0.01);
        Assert.Equal(Office.Edges(sound, wired, 20, 22), Office.Edges(fraud, wired, 20, 22));
        Assert.Equal(Office.Edges(sound, wired, 29.02, 34), Office.Edges(fraud, wired, 29.02, 34));
        Assert.Equal(sound.Changes.Where(change => change.Point != wired), fraud.Changes.Where(change => change.Point != wired));
        Assert.Equal([$"2026-03-02T14:00Z,2026-03-02T21:00Z,{Office.Zone},desk/2,fraud,{ScriptKinds.NameOf(kind)}"], Office.TruthOf(fraud));
    }

    [Fact]
    public void A_circuit_makes_motion_at_exactly_regular_intervals_also_after_a_restart()
    {
        var wired = Office.Sensor("desk/2", SensorType.Motion);
        var entry = new ScriptEntry { Kind = ScriptKind.TooRegular, Zone = Office.Zone, Point = "desk/2", Daily = Night, EverySeconds = 240 };

        var rises = Office.Edges(Office.Live(20, 34, entry), wired, 22, 29).Where(edge => edge.High).Select(edge => edge.Seconds).ToList();

        // The detector itself sees a false motion now and then.
        var beat = rises.Where(at => (at - 22 * 3_600) % 240 == 0).ToList();
        Assert.InRange(beat.Count, 103, 105);
        Assert.All(beat.Zip(beat.Skip(1), (a, b) => b - a), gap => Assert.InRange(gap, 240, 480));
        var restarted = Office.Edges(Office.Live(24.01, 27, entry), wired, 24.1, 27).Where(edge => edge.High).Select(edge => edge.Seconds);
        Assert.Subset(rises.ToHashSet(), restarted.ToHashSet());
    }

    [Fact]
    public void The_same_ten_cards_are_shown_at_one_reader_within_a_minute_each_day()
    {
        var wired = Office.Sensor("door/1", SensorType.Wiegand);
        var entry = new ScriptEntry { Kind = ScriptKind.TenCards, Zone = Office.Zone, Point = "door/1", Daily = (new TimeOnly(3, 0), new TimeOnly(3, 30)) };

        var fraud = Office.Live(2, 30, entry);

        var (first, second) = (Cards(fraud, wired, 3, 3.5), Cards(fraud, wired, 27, 27.5));
        Assert.Equal(10, first.Distinct().Count());
        Assert.Equal(first, second);
        Assert.Empty(Cards(Office.Live(2, 30), wired, 3, 3.5));
        Assert.Empty(Cards(fraud, wired, 3 + (1 / 60.0), 3.5));
        Assert.Equal(
            [$"2026-03-01T19:00Z,2026-03-01T19:30Z,{Office.Zone},door/1,fraud,tenCards", $"2026-03-02T19:00Z,2026-03-02T19:30Z,{Office.Zone},door/1,fraud,tenCards"],
            Office.TruthOf(fraud));
    }

    [Theory]
    [InlineData(2, 30)]
    [InlineData(3 + (20 / 3_600.0), 30)]
    [InlineData(20, 27 + (20 / 3_600.0))]
    public void Each_of_the_ten_cards_is_an_entry_in_the_truth_when_it_is_shown(double from, double to)
    {
        var wired = Office.Sensor("door/1", SensorType.Wiegand);
        var entry = new ScriptEntry { Kind = ScriptKind.TenCards, Zone = Office.Zone, Point = "door/1", Daily = (new TimeOnly(3, 0), new TimeOnly(3, 30)) };

        var fraud = Office.Live(from, to, entry);

        var entries = fraud.Truth.Where(record => record is { What: TruthKind.Entry, Zone: Office.Zone } && record.From.AddHours(8).Hour == 3).ToList();
        Assert.InRange(entries.Count, 2, 20);
        Assert.All(entries, record => Assert.Equal(("door/1", null), (record.Point, record.To)));
        var bits = fraud.Changes.Where(change => change.Point == wired && !change.High).Select(change => change.At).ToList();
        Assert.All(entries.Where(record => record.From < Office.At(to).AddSeconds(-1)), record => Assert.Contains(bits, at => (at - record.From).Duration() < TimeSpan.FromMilliseconds(50)));
        Assert.Equal(entries.Count, Cards(fraud, wired, 3, 3.5).Count + Cards(fraud, wired, 27, 27.5).Count);
    }

    [Fact]
    public void Sensors_are_unplugged_only_while_nobody_is_there()
    {
        var entry = new ScriptEntry { Kind = ScriptKind.UnpluggedWhenEmpty, Zone = Office.Zone, From = Office.Local(0), To = Office.Local(48) };
        var (sound, fraud) = (Office.Live(0, 72), Office.Live(0, 72, entry));
        var meter = Office.Sensor("meter/1", SensorType.PulseMeter);
        var present = fraud.Truth.Where(record => record is { What: "present", Zone: Office.Zone }).ToList();
        var minute = TimeSpan.FromMinutes(1);

        Assert.NotEmpty(present);
        // A meter pulses day and night, so the missing pulses show when it was unplugged.
        var pulses = fraud.Changes.Where(change => change.Point == meter && change.High && change.At < Office.At(48)).ToList();
        Assert.All(pulses, pulse => Assert.Contains(present, stay => stay.From <= pulse.At && pulse.At <= stay.To + minute));
        var seen = sound.Changes.Where(change => change.Point == meter && change.High && present.Exists(stay => stay.From + minute < change.At && change.At < stay.To)).ToList();
        Assert.Subset(pulses.Select(pulse => pulse.At).ToHashSet(), seen.Where(pulse => pulse.At < Office.At(48)).Select(pulse => pulse.At).ToHashSet());
        Assert.Equal(Office.Edges(sound, meter, 48, 72), Office.Edges(fraud, meter, 48, 72));
        Assert.Equal([$"2026-03-01T16:00Z,2026-03-03T16:00Z,{Office.Zone},,fraud,unpluggedWhenEmpty"], Office.TruthOf(fraud));
    }

    private static double HighShare(SignalRun run, WiredPoint wired, double from, double to)
    {
        var (high, since, total) = (false, 0.0, 0.0);
        foreach (var edge in Office.Edges(run, wired, from - 1, to))
        {
            if (high)
                total += edge.Seconds - Math.Max(since, from * 3_600);
            (high, since) = (edge.High, edge.Seconds);
            total = edge.Seconds < from * 3_600 ? 0 : total;
        }
        return (total + (high ? (to * 3_600) - Math.Max(since, from * 3_600) : 0)) / ((to - from) * 3_600);
    }

    /// <summary>The 26-bit frames, as text.</summary>
    private static List<string> Cards(SignalRun run, WiredPoint wired, double from, double to)
    {
        var frames = new List<string>();
        var last = double.MinValue;
        foreach (var edge in Office.Edges(run, wired, from, to).Where(edge => !edge.High))
        {
            if (edge.Seconds - last > 0.1)
                frames.Add("");
            frames[^1] += edge.Pin == wired.SecondPin ? "1" : "0";
            last = edge.Seconds;
        }
        return [.. frames.Where(frame => frame.Length == 26)];
    }
}
