using System.Globalization;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Building.Description;

/// <summary>The rules for the kinds of places in a description.</summary>
internal sealed class KindRules
{
    private readonly Dictionary<(string Zone, string Point), string> _taken = [];
    private readonly Dictionary<string, Zone>? _zones;

    private KindRules(Community? community) => _zones = community?.Zones.DistinctBy(zone => zone.Id).ToDictionary(zone => zone.Id);

    /// <param name="rules">Those of the whole file; every fault is added to them.</param>
    /// <param name="kinds">The kinds.</param>
    /// <param name="community">The building; null when it is not known, because the description has other faults. Then places are not checked.</param>
    public static void Check(SettingsRules rules, IReadOnlyList<DescribedKind> kinds, Community? community)
    {
        var (check, names) = (new KindRules(community), new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
        foreach (var (index, kind) in kinds.Index())
        {
            var at = rules.At($"kinds[{index}]");
            at.NotEmpty("name", kind.Kind.Name, "write a name, as the ground truth should show it");
            at.Unique("name", kind.Kind.Name, names, "kind");
            CheckDetector(at.At("detector"), kind.Kind);
            CheckPeople(at.At("people"), kind);
            foreach (var (number, disturbance) in kind.Kind.Disturbances.Index()) CheckDisturbance(at.At($"disturbances[{number}]"), disturbance);
            check.CheckPlaces(at, kind);
        }

        var shares = kinds.Sum(kind => kind.DeskShare);
        // Shares are written in decimal and added in binary.
        if (shares > 1 + 1e-9 && kinds.All(kind => kind.DeskShare is >= 0 and <= 1))
            rules.Fault("kinds", shares.ToString(CultureInfo.InvariantCulture), "the shares of all kinds together are at most 1");
    }

    private static void CheckDetector(SettingsRules rules, PlaceKind kind)
    {
        if (kind.DelaySeconds is { } delay) rules.Within("delaySeconds", delay, 0.3, MotionConfig.LongestDelaySeconds, " seconds, as detectors can be set");
        rules.Within("movingSeconds", kind.MovingSeconds, 0.5, 100, " seconds");
        if (kind.StillSeconds is { } still) rules.Within("stillSeconds", still, 3, 3_600, " seconds");
        rules.Within("movingBoutSeconds", kind.MovingBoutSeconds, 1, 3_600, " seconds");
        rules.Within("stillBoutSeconds", kind.StillBoutSeconds, 1, 36_000, " seconds");
    }

    private static void CheckPeople(SettingsRules rules, DescribedKind kind)
    {
        if (kind.Kind.Attendance is { } attendance) rules.Within("attendance", attendance, 0, 1);
        rules.Within("count", kind.Kind.People, 0, 100, " people");
        if (kind.Kind.Absences is { } absences) CheckTimes(rules.At("absences"), absences, 60);
        if (kind.Kind.Visits is { } visits) CheckTimes(rules.At("visits"), visits, 240);
    }

    private static void CheckTimes(SettingsRules rules, ShortTimes times, double longestMinutes)
    {
        rules.Within("perDay", times.PerDay, 0.01, 100);
        rules.Within("minutesFrom", times.MinutesFrom, 0.5, longestMinutes, " minutes");
        if (times.MinutesFrom >= 0.5 && times.MinutesFrom <= longestMinutes) rules.Within("minutesTo", times.MinutesTo, times.MinutesFrom, longestMinutes, " minutes");
    }

    private static void CheckDisturbance(SettingsRules rules, Disturbance disturbance)
    {
        rules.Within("fromHour", disturbance.FromHour, 0, 24, ", an hour of the day");
        rules.Within("toHour", disturbance.ToHour, 0, 24, ", an hour of the day");
        if (disturbance.FromHour == disturbance.ToHour)
            rules.Fault("toHour", disturbance.ToHour.ToString(CultureInfo.InvariantCulture), "it is equal to fromHour, so nothing would ever happen: use another hour");
        if (disturbance.Kind != DisturbanceKind.Cleaners) rules.Within("perHour", disturbance.PerHour, 0.01, 360, " in an hour");
        rules.Within("seconds", disturbance.Seconds, 0.5, 3_600, " seconds");
        rules.Within("everySeconds", disturbance.EverySeconds, 0.2, 600, " seconds");
    }

    private void CheckPlaces(SettingsRules rules, DescribedKind kind)
    {
        rules.Within("deskShare", kind.DeskShare, 0, 1);
        if (kind.DeskShare == 0 && kind.Places.Count == 0)
            rules.Fault("places", "missing", "say where: give \"places\" with zone and point, or \"deskShare\"");
        if (kind.DeskShare > 0 && kind.Kind.People > 0)
            rules.Fault("people.count", $"{kind.Kind.People}", "a desk is used by one person: remove \"deskShare\", or this count");
        foreach (var (number, (zone, point)) in kind.Places.Index()) CheckPlace(rules.At($"places[{number}]"), zone, point, kind.Kind);
    }

    private void CheckPlace(SettingsRules rules, string zone, string point, PlaceKind kind)
    {
        // What is missing has been reported already.
        if (_zones is null || zone.Length == 0 || point.Length == 0) return;
        if (!_zones.TryGetValue(zone, out var known))
        {
            rules.Fault("zone", $"\"{zone}\"", "use a zone of the building");
            return;
        }

        var room = known.Rooms.FirstOrDefault(room => room.Id == point);
        if (room is null && known.Desks.All(desk => desk.Id != point))
            rules.Fault("point", $"\"{point}\"", $"use a desk or a room of zone \"{zone}\"");
        else if (!_taken.TryAdd((zone, point), rules.Path))
            rules.Fault("point", $"\"{point}\"", $"{_taken[(zone, point)]} is the same place: a place has one kind");
        else if (room is null && kind.People > 0)
            rules.Fault("point", $"\"{point}\"", "a desk is used by one person: give \"people.count\" to rooms only");
        else if (room is not null && kind.People + (kind.Visits is null ? 0 : 1) > room.Capacity)
            rules.Fault("point", $"\"{point}\"", $"the room takes {room.Capacity} people: give it a kind with fewer");
    }
}
