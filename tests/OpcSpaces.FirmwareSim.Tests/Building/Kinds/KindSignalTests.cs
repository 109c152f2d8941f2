using System.Globalization;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Building.Description;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.FirmwareSim.Truth;

namespace OpcSpaces.FirmwareSim.Tests.Building.Kinds;

/// <summary>What the kinds of places do to the signals and to the ground truth of a building.</summary>
public class KindSignalTests
{
    private const int Days = 3;
    private static readonly BuildingClock Shenzhen = new(TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Tuesday = new(2026, 3, 3, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly BuildingPlan Plan = CommunityDescription.Parse(Description());
    private static readonly SignalRun Run = SignalRun.Of(Plan, Shenzhen, Tuesday, Tuesday.AddDays(Days));

    [Fact]
    public void The_ground_truth_says_the_kind_of_each_place_for_the_whole_time() => Assert.Equal(
        [("A1", "busy"), ("A2", "empty"), ("A3", "away"), ("A4", "still"), ("A5", "lively"), ("A6", "warm"), ("A7", "cleaned"), ("A8", "short"), ("R1", "shared"), ("R2", "pets")],
        Run.Truth.Where(record => record.What == TruthKind.Kind && record.From == Tuesday && record.To == Tuesday.AddDays(Days)).Select(record => (record.Zone, record.Value)));

    [Fact]
    public void Passers_fire_an_unused_desk_as_often_as_described_and_are_no_presence()
    {
        var passers = Disturbances("A2", "passers");

        Assert.InRange(passers.Count, 0.7 * Days * 12 * 6, 1.3 * Days * 12 * 6);
        Assert.Empty(Present("A2"));
        Assert.All(passers, record => Assert.InRange(Hour(record.From), 8, 20.01));
        AssertRisesAreExplained("A2");
        Assert.InRange(Rises("A2"), passers.Count * 0.8, passers.Count + 10);
    }

    [Fact]
    public void Short_absences_are_in_the_ground_truth()
    {
        var gaps = Present("A3").Zip(Present("A3").Skip(1), (a, b) => (b.From - a.To!.Value).TotalMinutes).ToList();
        Assert.InRange(gaps.Count(gap => gap is > 8.99 and < 12.01) / (Hours("A3") / 8), 2, 7);
    }

    [Fact]
    public void A_still_person_is_seen_a_hundred_times_less_often_than_a_lively_one()
    {
        Assert.InRange(Rises("A4") / Hours("A4"), 1, 12);
        Assert.InRange(Rises("A5") / Hours("A5"), 100, 500);
    }

    [Fact]
    public void Heating_fires_the_detector_in_bursts_at_night()
    {
        var bursts = Disturbances("A6", "heating");
        var atNight = Run.Of("A6", "desk/1", SensorType.Motion).Count(change => change.High && Hour(change.At) is < 6 or >= 22);

        Assert.InRange(bursts.Count, 0.6 * Days * 8 * 4, 1.4 * Days * 8 * 4);
        Assert.All(bursts, record => Assert.True(Hour(record.From) is < 6 or >= 22, $"{record}"));
        Assert.True(atNight >= bursts.Count, $"{atNight} rises at night in {bursts.Count} bursts");
        AssertRisesAreExplained("A6");
    }

    [Fact]
    public void The_cleaners_make_one_round_an_evening_that_is_no_presence()
    {
        var rounds = Disturbances("A7", "cleaners");

        Assert.Equal(Days, rounds.Count);
        Assert.All(rounds, record => Assert.InRange(Hour(record.From), 19, 21));
        Assert.All(rounds, record => Assert.Contains(Run.Of("A7", "desk/1", SensorType.Motion), change => change.High && change.At >= record.From.AddSeconds(-25) && change.At <= record.To));
        Assert.Empty(Present("A7"));
    }

    [Fact]
    public void People_who_come_for_minutes_only_stay_for_minutes_only()
    {
        var visits = Present("A8");

        Assert.InRange(visits.Count / (double)Days, 2, 9);
        Assert.All(visits, visit => Assert.InRange((visit.To!.Value - visit.From).TotalMinutes, 0.99, 8.01));
        AssertRisesAreExplained("A8");
    }

    [Fact]
    public void Several_people_share_a_room_come_and_go_through_its_door_and_nobody_meets_there()
    {
        var present = Present("R1");
        var counts = present.Select(record => int.Parse(record.Value, CultureInfo.InvariantCulture)).ToList();
        var entries = Run.Truth.Count(record => record is { What: TruthKind.Door, Zone: "R1" });

        Assert.Equal(4, counts.Max());
        Assert.InRange(Hours("R1"), Days * 8, Days * 15);
        Assert.InRange(entries, 4 * Days, 200);
        AssertRisesAreExplained("R1");
    }

    [Fact]
    public void Pets_move_in_a_room_without_people_and_are_no_presence()
    {
        Assert.InRange(Disturbances("R2", "pets").Count, 0.7 * Days * 24 * 2, 1.2 * Days * 24 * 2);
        Assert.Empty(Present("R2"));
        Assert.InRange(Rises("R2"), Days * 24 * 2, 10_000);
        AssertRisesAreExplained("R2");
    }

    [Fact]
    public void A_desk_that_is_used_beside_a_walkway_has_its_own_people_in_the_truth()
    {
        Assert.InRange(Hours("A1"), Days * 3, Days * 12);
        Assert.NotEmpty(Disturbances("A1", "passers"));
    }

    // Every rise is somebody who is present, a disturbance, or one of the few false motions that every desk has.
    private static void AssertRisesAreExplained(string zone)
    {
        var explained = Run.Truth.Where(record => record.Zone == zone && record.What is TruthKind.Present or TruthKind.Disturbance).ToList();
        var unexplained = Run.Changes.Where(change => change.High && change.Point.ZoneId == zone && change.Point.Kind == SensorType.Motion)
            .Count(change => !explained.Exists(record => record.From.AddMilliseconds(-2) <= change.At && change.At <= record.To!.Value.AddMilliseconds(2)));
        Assert.InRange(unexplained, 0, 3 * Days);
    }

    private static int Rises(string zone) => Run.Changes.Count(change => change.High && change.Point.ZoneId == zone && change.Point.Kind == SensorType.Motion);

    private static double Hours(string zone) => Present(zone).Sum(record => (record.To!.Value - record.From).TotalHours);

    private static List<TruthRecord> Present(string zone) => [.. Run.Truth.Where(record => record.What == TruthKind.Present && record.Zone == zone)];

    private static List<TruthRecord> Disturbances(string zone, string what) =>
        [.. Run.Truth.Where(record => record.What == TruthKind.Disturbance && record.Zone == zone && record.Value == what)];

    private static double Hour(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).TimeOfDay.TotalHours;

    // Eight zones with one desk, and two with one room.
    private static string Description()
    {
        var desks = Enumerable.Range(1, 8).Select(n => $$"""{ "id": "A{{n}}", "kind": "openArea", "rectangle": { "x": {{5 * n}}, "y": 0, "width": 4, "height": 4 }, "desks": [{ "id": "desk/1", "x": {{(5 * n) + 2}}, "y": 2 }] }""");
        var rooms = Enumerable.Range(1, 2).Select(n => $$"""{ "id": "R{{n}}", "kind": "meetingRoom", "rectangle": { "x": {{5 * n}}, "y": 5, "width": 4, "height": 4 }, "rooms": [{ "id": "room/1", "name": "R", "capacity": 6 }], "doors": [{ "id": "door/1", "name": "D" }] }""");
        var deskSensors = Enumerable.Range(1, 8).Select(n => $$"""{ "zone": "A{{n}}", "point": "desk/1", "sensor": "motion", "pin": {{n + 1}} }""");
        var roomSensors = Enumerable.Range(1, 2).Select(n => $$"""{ "zone": "R{{n}}", "point": "room/1", "sensor": "motion", "pin": {{n + 9}} }, { "zone": "R{{n}}", "point": "door/1", "sensor": "doorContact", "pin": {{n + 11}} }""");
        return $$"""
            {
              "id": "kinds", "seed": 3, "people": { "never": 0, "partTime": 0 },
              "floors": [{ "id": "1F", "widthMetres": 50, "heightMetres": 10, "zones": [{{string.Join(",\n", desks.Concat(rooms))}}] }],
              "gateways": [{ "id": "gw", "sensors": [{{string.Join(",\n", deskSensors.Concat(roomSensors))}}] }],
              "kinds": [
                { "name": "busy", "places": [{ "zone": "A1", "point": "desk/1" }], "people": { "attendance": 1 }, "disturbances": [{ "what": "passers", "fromHour": 8, "toHour": 20, "perHour": 20 }] },
                { "name": "empty", "places": [{ "zone": "A2", "point": "desk/1" }], "people": { "attendance": 0 }, "disturbances": [{ "what": "passers", "fromHour": 8, "toHour": 20, "perHour": 6 }] },
                { "name": "away", "places": [{ "zone": "A3", "point": "desk/1" }], "people": { "attendance": 1, "absences": { "perDay": 6, "minutesFrom": 9, "minutesTo": 12 } } },
                { "name": "still", "places": [{ "zone": "A4", "point": "desk/1" }], "people": { "attendance": 1 }, "detector": { "movingSeconds": 70, "stillSeconds": 1200, "delaySeconds": 5 } },
                { "name": "lively", "places": [{ "zone": "A5", "point": "desk/1" }], "people": { "attendance": 1 }, "detector": { "movingSeconds": 0.7, "stillSeconds": 8, "delaySeconds": 5 } },
                { "name": "warm", "places": [{ "zone": "A6", "point": "desk/1" }], "people": { "attendance": 0 }, "disturbances": [{ "what": "heating", "fromHour": 22, "toHour": 6, "perHour": 4, "seconds": 60, "everySeconds": 5 }] },
                { "name": "cleaned", "places": [{ "zone": "A7", "point": "desk/1" }], "people": { "attendance": 0 }, "disturbances": [{ "what": "cleaners", "fromHour": 19, "toHour": 21 }] },
                { "name": "short", "places": [{ "zone": "A8", "point": "desk/1" }], "people": { "attendance": 0, "visits": { "perDay": 6, "minutesFrom": 1, "minutesTo": 8 } } },
                { "name": "shared", "places": [{ "zone": "R1", "point": "room/1" }], "people": { "attendance": 1, "count": 4 } },
                { "name": "pets", "places": [{ "zone": "R2", "point": "room/1" }], "people": { "attendance": 0, "count": 1 }, "disturbances": [{ "what": "pets", "perHour": 2, "seconds": 60 }] }
              ]
            }
            """;
    }
}
