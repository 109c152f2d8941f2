using System.Globalization;
using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.People.Days.Events;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Truth;

/// <summary>Who was where in one zone on one day, what else moved there, who showed a card, and when its doors were open. A stay over midnight is two records.</summary>
internal static class ZoneTruth
{
    public static IEnumerable<TruthRecord> Of(Zone zone, PlaceKinds kinds, ZoneEvent[] events, DateTimeOffset midnight)
    {
        var desks = new DateTimeOffset?[zone.Desks.Count];
        var rooms = new (DateTimeOffset Since, int People)[zone.Rooms.Count];
        var doors = new (DateTimeOffset Since, bool IsHeld)[zone.Doors.Count];
        var disturbed = new Dictionary<(string Point, int Number), DateTimeOffset>();
        foreach (var happening in events)
        {
            var (at, i) = (midnight.AddMilliseconds(happening.Milliseconds), happening.Index);
            switch (happening.Kind)
            {
                case ZoneEventKind.DeskTaken:
                    desks[i] = at;
                    break;
                case ZoneEventKind.DeskLeft:
                    yield return new TruthRecord(desks[i]!.Value, at, zone.Id, zone.Desks[i].Id, TruthKind.Present, "1");
                    desks[i] = null;
                    break;
                case ZoneEventKind.RoomEntered or ZoneEventKind.RoomLeft:
                    if (rooms[i] is { People: > 0 } stay && stay.Since < at)
                        yield return new TruthRecord(stay.Since, at, zone.Id, zone.Rooms[i].Id, TruthKind.Present, stay.People.ToString(CultureInfo.InvariantCulture));
                    rooms[i] = (at, happening.Value);
                    break;
                case ZoneEventKind.Badge:
                    yield return new TruthRecord(at, null, zone.Id, zone.Doors[i].Id, TruthKind.Entry, happening.Value.ToString(CultureInfo.InvariantCulture));
                    break;
                case ZoneEventKind.DoorOpens:
                    doors[i] = (at, happening.Value == 1);
                    break;
                case ZoneEventKind.DoorCloses:
                    yield return new TruthRecord(doors[i].Since, at, zone.Id, zone.Doors[i].Id, TruthKind.Door, doors[i].IsHeld ? "held" : "open");
                    break;
                case ZoneEventKind.DeskDisturbed or ZoneEventKind.RoomDisturbed:
                    disturbed[(Disturbed(zone, happening), happening.Value)] = at;
                    break;
                case ZoneEventKind.DeskUndisturbed or ZoneEventKind.RoomUndisturbed:
                    var point = Disturbed(zone, happening);
                    var what = kinds[zone.Id, point]!.Disturbances[happening.Value].Kind;
                    yield return new TruthRecord(disturbed[(point, happening.Value)], at, zone.Id, point, TruthKind.Disturbance, DisturbanceKinds.NameOf(what));
                    break;
            }
        }
        for (var desk = 0; desk < desks.Length; desk++)
        {
            if (desks[desk] is { } since)
                yield return new TruthRecord(since, midnight.AddDays(1), zone.Id, zone.Desks[desk].Id, TruthKind.Present, "1");
        }
    }

    private static string Disturbed(Zone zone, ZoneEvent happening) =>
        happening.Kind is ZoneEventKind.DeskDisturbed or ZoneEventKind.DeskUndisturbed ? zone.Desks[happening.Index].Id : zone.Rooms[happening.Index].Id;
}
