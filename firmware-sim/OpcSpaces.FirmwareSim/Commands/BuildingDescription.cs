using System.Globalization;
using OpcSpaces.CommandLine;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.People;
using OpcSpaces.FirmwareSim.People.Calendar;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Tenancy;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Spaces;
using Zone = OpcSpaces.Model.Spaces.Zone;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary>A building as text: floors and zones, the sensors of each gateway, people, faults and frauds.</summary>
internal static class BuildingDescription
{
    private const int GatewaysShown = 60;

    public static string OneLine(BuildingPlan plan) => string.Create(
        CultureInfo.InvariantCulture,
        $"{plan.Community.Name}: {plan.Community.AreaSquareMetres:N0} m², {Terminal.Count(plan.Desks, "desk")} in {Terminal.Count(plan.Community.Zones.Count(), "zone")} on {Terminal.Count(plan.Community.Floors.Count, "floor")}, {Terminal.Count(plan.Gateways.Count, "gateway")}, {Terminal.Count(plan.Meters, "sub-meter")}");

    public static void Write(BuildingPlan plan, TextWriter output)
    {
        output.WriteLine(OneLine(plan));
        foreach (var floor in plan.Community.Floors)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{floor.Name} ({floor.WidthMetres:0.#} × {floor.HeightMetres:0.#} m)"));
            foreach (var kind in floor.Zones.GroupBy(zone => zone.Kind).OrderBy(group => group.Key))
                output.WriteLine(Line(kind.Key, [.. kind]));
        }
        output.WriteLine($"\nSensors\n  {Sensors(plan.Gateways.SelectMany(gateway => gateway.Points))}");
        foreach (var remark in plan.Remarks)
            output.WriteLine($"  {remark}");
        output.WriteLine("\nGateways");
        foreach (var gateway in plan.Gateways.Take(GatewaysShown))
            output.WriteLine($"  {gateway.Id}  {Sensors(gateway.Points)} in {string.Join(", ", gateway.Zones.Select(zone => zone.Id))}");
        if (plan.Gateways.Count > GatewaysShown)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  and {plan.Gateways.Count - GatewaysShown:N0} more"));
        WritePeople(plan, output);
        WriteTenants(plan, output);
        WriteKinds(plan.Kinds, output);
        WriteScript(plan.Script, output);
    }

    private static string Line(ZoneKind kind, List<Zone> zones) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {kind,-14} {Column(zones.Count, "zone", 9)} {Column(zones.Sum(zone => zone.Desks.Count), "desk", 10)} {Column(zones.Sum(zone => zone.Rooms.Count), "room", 8)} {Column(zones.Sum(zone => zone.Doors.Count), "door", 9)} {Column(zones.Sum(zone => zone.Meters.Count), "meter", 10)} {Column(zones.Sum(zone => zone.Environment.Count), "environment sensor", 23)} {zones.Sum(zone => zone.Rectangle.AreaSquareMetres),6:N0} m²  {zones[0].Id}{(zones.Count > 1 ? $" … {zones[^1].Id}" : "")}");

    private static string Column(int number, string noun, int width) => Terminal.Count(number, noun).PadLeft(width - (number == 1 ? 1 : 0)).PadRight(width);

    private static string Sensors(IEnumerable<WiredPoint> points) => string.Join(", ", points
        .GroupBy(point => point.Kind)
        .OrderBy(kind => kind.Key)
        .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count():N0} {SensorNames.Of(kind.Key)}")));

    private static void WritePeople(BuildingPlan plan, TextWriter output)
    {
        var people = plan.Community.Zones.SelectMany(zone => zone.Desks.Select(desk => plan.Kinds[zone.Id, desk.Id]))
            .Select((kind, desk) => new Person(plan.Seed, desk, plan.People, kind).Habits).ToList();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\nPeople (seed {plan.Seed})\n  {people.Count:N0} with a desk, of whom {people.Count(habits => habits.WorkdayAttendance == 0)} never come, {people.Count(habits => habits.WorkdayAttendance is > 0 and < 0.7)} come part of the week, {people.Count(habits => habits.LeavingHour > 20)} stay late, {people.Count(habits => habits.StirSeconds >= 180)} sit very still, {people.Count(habits => habits.Load.HasGpu)} have a GPU at their desk"));
        output.WriteLine($"  holidays of {WorkCalendar.China.FirstYear} to {WorkCalendar.China.LastYear}; in other years Monday to Friday are workdays");
    }

    private static void WriteTenants(BuildingPlan plan, TextWriter output)
    {
        var occupants = Occupants.Of(plan);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\nTenants\n  {Terminal.Count(occupants.All.Count, "tenant")}: {occupants.All.Count(occupant => occupant.Kind == LeaseKind.Zone):N0} with an office of their own, {occupants.All.Count(occupant => occupant.People == 0):N0} whose places nobody uses; {Terminal.Count(occupants.Vacant.Count, "vacant desk")}; each month, {plan.Tenancy.Absences:P0} of the tenants announce an absence"));
    }

    private static void WriteKinds(PlaceKinds kinds, TextWriter output)
    {
        if (kinds.Count == 0)
            return;
        output.WriteLine("\nKinds of places");
        foreach (var kind in kinds.Places.GroupBy(place => place.Kind.Name))
        {
            var disturbances = kind.First().Kind.Disturbances.Select(disturbance => DisturbanceKinds.NameOf(disturbance.Kind)).Distinct().ToList();
            output.WriteLine($"  {kind.Key}: {Terminal.Count(kind.Count(), "place")}{(disturbances.Count > 0 ? $", with {string.Join(", ", disturbances)}" : "")}");
        }
    }

    private static void WriteScript(IReadOnlyList<ScriptEntry> script, TextWriter output)
    {
        output.WriteLine("\nFaults and frauds");
        if (script.Count == 0)
            output.WriteLine("  none");
        foreach (var entry in script)
            output.WriteLine($"  {(ScriptKinds.IsFraud(entry.Kind) ? "fraud" : "fault")} {ScriptKinds.NameOf(entry.Kind),-18} {Where(entry)}, {When(entry)}");
    }

    private static string Where(ScriptEntry entry) => ScriptKinds.IsOfGateway(entry.Kind)
        ? entry.Gateway.Length > 0 ? entry.Gateway : "for all gateways"
        : string.Join(' ', new[] { entry.Zone, entry.Point, entry.Sensor }.Where(part => part.Length > 0));

    private static string When(ScriptEntry entry)
    {
        var hours = entry.Daily is { } daily ? string.Create(CultureInfo.InvariantCulture, $"daily {daily.From:HH:mm}–{daily.To:HH:mm}") : "all the time";
        var from = entry.From is { } begins ? string.Create(CultureInfo.InvariantCulture, $" from {begins:yyyy-MM-dd HH:mm}") : "";
        var to = entry.To is { } ends ? string.Create(CultureInfo.InvariantCulture, $" to {ends:yyyy-MM-dd HH:mm}") : "";
        return hours + from + to;
    }
}
