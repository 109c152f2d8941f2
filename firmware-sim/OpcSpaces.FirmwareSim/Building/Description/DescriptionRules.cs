using System.Globalization;
using System.Text.Json;
using OpcSpaces.FirmwareSim.Scripts.Files;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Building.Description;

/// <summary>What a description must keep to beyond each value's kind; finds every fault at once.</summary>
internal static class DescriptionRules
{
    /// <param name="description">What stands in the file.</param>
    /// <param name="places">What a script may name, as far as the description has it.</param>
    public static IReadOnlyList<SettingsFault> Faults(CommunityDescription description, out ScriptPlaces places)
    {
        var faults = new List<SettingsFault>();
        if (description.Layout is not null)
            places = CheckLayout(description, faults);
        else
            places = CheckSpaces(description, faults);
        CheckNames(description, faults);
        if (description.UtcOffsetHours is not (>= -12 and <= 14) || description.UtcOffsetHours * 4 % 1 != 0)
            faults.Add(new SettingsFault("utcOffsetHours", Show(description.UtcOffsetHours), "use -12 to 14 hours in quarters; China's clock is 8 ahead of UTC"));
        faults.AddRange(People(description));
        faults.AddRange(Signals(description));
        faults.AddRange(ScriptRules.Faults(description.Script, places));
        return faults;
    }

    private static ScriptPlaces CheckLayout(CommunityDescription description, List<SettingsFault> faults)
    {
        if (EntityId.Fault(description.Id) is { } problem)
            faults.Add(new SettingsFault("id", $"\"{description.Id}\"", $"{problem}: write another"));
        if (description.Floors.Count + description.Gateways.Count > 0)
            faults.Add(new SettingsFault("layout", "there", "write either \"layout\" or \"floors\" and \"gateways\", not both"));
        var counts = LayoutRules.Faults(description.Layout!).ToList();
        faults.AddRange(counts);
        if (counts.Count > 0)
            return ScriptPlaces.Unknown;
        try
        {
            // The id stands in no place that a script names.
            return new ScriptPlaces((description with { Id = "id", UtcOffsetHours = 0 }).ToPlan().Gateways);
        }
        catch (BuildingException exception)
        {
            faults.Add(new SettingsFault("layout.gateways", Show(description.Layout!.Gateways), string.Join("; ", exception.Faults)));
            return ScriptPlaces.Unknown;
        }
    }

    private static ScriptPlaces CheckSpaces(CommunityDescription description, List<SettingsFault> faults)
    {
        if (description.Floors.Count == 0)
        {
            faults.Add(new SettingsFault("layout", "missing", "add \"layout\" with counts, or \"floors\" and \"gateways\" by hand"));
            return ScriptPlaces.Unknown;
        }
        var community = new Community(description.Id, description.Name, description.Floors);
        faults.AddRange(CommunityFile.Faults(community).Select(fault => new SettingsFault(fault.Path, fault.Found, $"{fault.Problem}: change it")));
        var wiring = WiringRules.Faults(description.Gateways, community);
        faults.AddRange(wiring);
        var misplaced = wiring.Any(fault => fault.Path.EndsWith(".zone", StringComparison.Ordinal) || fault.Path.EndsWith(".point", StringComparison.Ordinal) || fault.Path.EndsWith(".sensor", StringComparison.Ordinal));
        return new ScriptPlaces([.. description.Gateways.Select(gateway => gateway.ToWiring(description.Floors))])
        {
            Unsure = misplaced ? community.Zones.Select(zone => zone.Id).ToHashSet() : [],
        };
    }

    /// <summary>Names are shown on terminals, which take control characters for orders.</summary>
    private static void CheckNames(CommunityDescription description, List<SettingsFault> faults)
    {
        Check("name", description.Name);
        foreach (var (floor, i) in description.Floors.Select((floor, i) => (floor, i)))
        {
            Check(string.Create(CultureInfo.InvariantCulture, $"floors[{i}].name"), floor.Name);
            foreach (var (zone, j) in floor.Zones.Select((zone, j) => (zone, j)))
                Check(string.Create(CultureInfo.InvariantCulture, $"floors[{i}].zones[{j}].name"), zone.Name);
        }

        void Check(string path, string name)
        {
            if (name.Any(char.IsControl))
                faults.Add(new SettingsFault(path, $"\"{JsonEncodedText.Encode(name)}\"", "has a control character in it: write it without"));
        }
    }

    private static IEnumerable<SettingsFault> People(CommunityDescription description)
    {
        var people = description.People;
        foreach (var (name, share) in new[]
                 {
                     ("never", people.Never), ("partTime", people.PartTime), ("nightOwls", people.NightOwls),
                     ("stillSitters", people.StillSitters), ("gpuDesks", people.GpuDesks), ("bagStays", people.BagStays),
                 })
        {
            if (share is not (>= 0 and <= 1))
                yield return new SettingsFault($"people.{name}", Show(share), "use a share from 0 to 1");
        }
        // Shares are written in decimal and added in binary.
        if (people.Never + people.PartTime + people.NightOwls > 1 + 1e-9)
            yield return new SettingsFault("people", Show(people.Never + people.PartTime + people.NightOwls), "never, partTime and nightOwls together are at most 1");
    }

    private static IEnumerable<SettingsFault> Signals(CommunityDescription description)
    {
        var signals = description.Signals;
        if (signals.MotionDelaySeconds is not (>= 0.3 and <= 300))
            yield return new SettingsFault("signals.motionDelaySeconds", Show(signals.MotionDelaySeconds), "use 0.3 to 300 seconds, as the detector can be set");
        foreach (var (name, seconds, least, most) in new[] { ("climateSeconds", signals.ClimateSeconds, 5, 900), ("powerSeconds", signals.PowerSeconds, 1, 900), ("meterSeconds", signals.MeterSeconds, 1, 3_600) })
        {
            // As gateways take them.
            if (seconds < least || seconds > most)
                yield return new SettingsFault($"signals.{name}", Show(seconds), $"use {Show(least)} to {Show(most)} seconds");
        }
    }

    private static string Show(double value) => value.ToString(CultureInfo.InvariantCulture);
}
