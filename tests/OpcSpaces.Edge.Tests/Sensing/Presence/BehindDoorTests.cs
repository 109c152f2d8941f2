using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

/// <summary>A room with a door and a plug, and without a motion detector.</summary>
public sealed class BehindDoorTests : IDisposable
{
    private const int Door = 0, Plug = 1;

    private readonly PlaceBench _room = new PlaceBench(EvidenceKind.Door, EvidenceKind.Power).Start();

    public BehindDoorTests()
    {
        _room.Set(Plug, false);
        _room.Minutes(60);
    }

    public void Dispose() => _room.Dispose();

    [Fact]
    public void A_stay_ends_with_the_door_when_the_screen_falls_asleep_later()
    {
        ComeInAndSwitchOn();
        _room.Minutes(120);
        var left = _room.Minute;
        PassDoor();
        _room.Minutes(30);
        SwitchOff();

        AssertFreeSince(left);
    }

    [Fact]
    public void Somebody_whose_screen_falls_asleep_while_the_door_stays_closed_is_still_there_until_it_moves()
    {
        ComeInAndSwitchOn();
        _room.Minutes(120);
        SwitchOff();
        _room.Minutes(90);
        Assert.Equal("occupied", _room.Last);

        var left = _room.Minute;
        PassDoor();
        _room.Minutes(5);
        AssertFreeSince(left);
    }

    [Fact]
    public void Somebody_who_switches_on_again_is_still_there_afterwards()
    {
        ComeInAndSwitchOn();
        _room.Minutes(120);
        var words = _room.Words;
        SwitchOff();
        _room.Minutes(60);
        _room.Set(Plug, true);
        _room.Minutes(60);
        SwitchOff();
        _room.Minutes(60);

        Assert.Equal("occupied", _room.Last);
        Assert.Equal(words, _room.Words);
    }

    [Fact]
    public void Nobody_is_believed_to_be_inside_for_more_than_four_hours_and_what_was_believed_is_taken_back()
    {
        ComeInAndSwitchOn();
        _room.Minutes(120);
        var off = _room.Minute;
        SwitchOff();
        _room.Minutes(230);
        Assert.Equal("occupied", _room.Last);

        _room.Minutes(10);
        AssertFreeSince(off);
    }

    [Fact]
    public void A_day_at_a_plug_is_never_dated_back_to_the_door_of_the_morning()
    {
        PassDoor();
        _room.Minutes(30);
        var on = _room.Minute;
        _room.Set(Plug, true);
        _room.Minutes(8 * 60);
        var off = _room.Minute;
        SwitchOff();

        Assert.Equal(FormattableString.Invariant($"occupied {Math.Round(on, 2)}"), _room.Words[^2]);
        AssertFreeSince(off);
    }

    [Fact]
    public void A_visitor_in_the_morning_does_not_end_the_day()
    {
        ComeInAndSwitchOn();
        _room.Minutes(20);
        PassDoor();
        _room.Minutes(60);
        var off = _room.Minute;
        SwitchOff();

        AssertFreeSince(off);
    }

    [Fact]
    public void Several_people_who_come_and_go_end_no_stay_backwards()
    {
        ComeInAndSwitchOn();
        _room.Minutes(120);
        PassDoor();
        _room.Minutes(5);
        PassDoor();
        _room.Minutes(20);
        var off = _room.Minute;
        SwitchOff();

        AssertFreeSince(off);
    }

    [Fact]
    public void Power_that_rises_at_night_by_itself_does_not_hold_the_room()
    {
        _room.Minutes(300);
        _room.Set(Plug, true);
        _room.Minutes(30);
        var off = _room.Minute;
        SwitchOff();

        AssertFreeSince(off);
    }

    [Fact]
    public void Behind_an_open_door_nobody_is_held()
    {
        _room.Set(Door, true);
        _room.Minutes(2);
        _room.Set(Plug, true);
        _room.Minutes(120);
        var off = _room.Minute;
        SwitchOff();

        AssertFreeSince(off);
    }

    [Theory]
    [InlineData(Door)]
    [InlineData(Plug)]
    public void A_sensor_that_was_broken_in_between_may_have_missed_them(int sensor)
    {
        ComeInAndSwitchOn();
        _room.Minutes(60);
        _room.Break(sensor);
        _room.Minutes(10);
        _room.Repair(sensor);
        _room.Minutes(60);
        var off = _room.Minute;
        SwitchOff();

        AssertFreeSince(off);
    }

    [Fact]
    public void With_another_sensor_the_door_and_the_plug_decide_nothing_together()
    {
        using var desk = new PlaceBench(EvidenceKind.Door, EvidenceKind.Power, EvidenceKind.Contact).Start();
        desk.Trigger(Door);
        desk.Set(Plug, true);
        desk.Minutes(60);
        desk.Set(Plug, false);
        desk.Minutes(2);

        Assert.Equal("free", desk.Last);
    }

    private void PassDoor() => _room.Trigger(Door);

    [Fact]
    public void Time_between_two_people_who_pass_the_door_is_not_taken_back_although_the_first_one_was_lively()
    {
        using var room = new PlaceBench(EvidenceKind.Motion, EvidenceKind.Door).Start();
        room.Move(30);
        Pass(room);
        room.Minutes(60);
        Assert.Equal("free", room.Last);
        var words = room.Words;

        Pass(room);
        room.Move(1);

        Assert.Equal(words, room.Words[..words.Count]);
        Assert.Equal("occupied 90.", room.Words[words.Count][..12]);

        static void Pass(PlaceBench room)
        {
            room.Set(1, true);
            room.Minutes(0.1);
            room.Set(1, false);
            room.Minutes(0.1);
        }
    }

    private void ComeInAndSwitchOn()
    {
        PassDoor();
        _room.Minutes(2);
        _room.Set(Plug, true);
    }

    private void SwitchOff()
    {
        _room.Set(Plug, false);
        _room.Minutes(2);
    }

    // A door needs three seconds to open and close.
    private void AssertFreeSince(double minute)
    {
        Assert.StartsWith("free", _room.Words[^1], StringComparison.Ordinal);
        Assert.Equal(minute, double.Parse(_room.Words[^1].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), 0.06);
    }
}
