using System.Globalization;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.FirmwareSim.People;
using OpcSpaces.FirmwareSim.Scripts.Files;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Building.Description;

/// <summary>The rules for a description beyond the types of its settings; finds every fault at once.</summary>
internal static class DescriptionRules
{
    /// <param name="description">The description as it was read.</param>
    /// <param name="places">The places that a script may name, as far as the description has them.</param>
    public static IReadOnlyList<SettingsFault> Faults(CommunityDescription description, out ScriptPlaces places)
    {
        var rules = new SettingsRules();
        Community? community = null;
        places = description.Layout is { } layout ? CheckLayout(rules, description, layout, out community) : CheckSpaces(rules, description, out community);
        if (description.UtcOffsetHours is not (>= -12 and <= 14) || description.UtcOffsetHours * 4 % 1 != 0)
            rules.Fault("utcOffsetHours", Show(description.UtcOffsetHours), "use -12 to 14 hours in quarters; the clock of China is 8 hours ahead of UTC");
        else if (FixedTimeZone.Find(TimeSpan.FromHours(description.UtcOffsetHours)) is null)
            rules.Fault("utcOffsetHours", Show(description.UtcOffsetHours), "no time zone without summer time has this clock: use another one, such as 8 for China");
        CheckTenancy(rules.At("tenancy"), description.Tenancy);
        CheckPeople(rules, description.People);
        CheckSignals(rules.At("signals"), description.Signals);
        KindRules.Check(rules, description.Kinds, community);
        ScriptRules.Check(rules, description.Script, places);
        return rules.Faults;
    }

    private static ScriptPlaces CheckLayout(SettingsRules rules, CommunityDescription description, BuildingOptions layout, out Community? community)
    {
        community = null;
        rules.Id("id", description.Id);
        if (description.Name != description.Id) rules.NoControl("name", description.Name);
        if (description.Floors.Count + description.Gateways.Count > 0)
            rules.Fault("layout", "set", "write either \"layout\" or \"floors\" and \"gateways\", not both");
        if (!LayoutRules.Check(rules.At("layout"), layout))
            return ScriptPlaces.Unknown;
        try
        {
            // The community's id is in no place that a script names. The kinds are not checked yet.
            var plan = (description with { Id = "id", UtcOffsetHours = 0, Kinds = [] }).ToPlan();
            community = plan.Community;
            return new ScriptPlaces(plan.Gateways);
        }
        catch (BuildingException exception)
        {
            rules.Fault("layout.gateways", Show(layout.Gateways), string.Join("; ", exception.Faults));
            return ScriptPlaces.Unknown;
        }
    }

    private static ScriptPlaces CheckSpaces(SettingsRules rules, CommunityDescription description, out Community? known)
    {
        known = null;
        if (description.Floors.Count == 0)
        {
            rules.Fault("layout", "missing", "add \"layout\" with counts, or \"floors\" and \"gateways\"");
            return ScriptPlaces.Unknown;
        }

        var community = new Community(description.Id, description.Name, description.Floors);
        CommunityRules.Check(rules, community);
        known = community;
        var placed = WiringRules.Check(rules, description.Gateways, community);
        return new ScriptPlaces([.. description.Gateways.Select(gateway => gateway.ToWiring(description.Floors))])
        {
            Unsure = placed ? [] : community.Zones.Select(zone => zone.Id).ToHashSet(),
        };
    }

    private static void CheckPeople(SettingsRules rules, PeopleMix people)
    {
        foreach (var (name, share) in new[]
                 {
                     ("never", people.Never), ("partTime", people.PartTime), ("nightOwls", people.NightOwls),
                     ("stillSitters", people.StillSitters), ("gpuDesks", people.GpuDesks), ("bagStays", people.BagStays),
                 })
        {
            rules.At("people").Within(name, share, 0, 1);
        }

        var together = people.Never + people.PartTime + people.NightOwls;
        // Shares are written in decimal and added in binary.
        if (together > 1 + 1e-9) rules.Fault("people", Show(together), "never, partTime and nightOwls together are at most 1");
    }

    private static void CheckTenancy(SettingsRules rules, TenancyOptions tenancy)
    {
        rules.Within("ghosts", tenancy.Ghosts, 0, 1);
        rules.Within("absences", tenancy.Absences, 0, 1);
        var district = rules.At("district");
        district.Id("id", tenancy.District.Id);
        district.NotEmpty("name", tenancy.District.Name, "write the name of the district");
        if (tenancy.District.Name != tenancy.District.Id) district.NoControl("name", tenancy.District.Name);
        if (tenancy.District.City is { } city) district.NoControl("city", city);
    }

    private static void CheckSignals(SettingsRules rules, SignalOptions signals)
    {
        rules.Within("motionDelaySeconds", signals.MotionDelaySeconds, 0.3, MotionConfig.LongestDelaySeconds, " seconds, as the detector can be set");
        rules.Within("climateSeconds", signals.ClimateSeconds, 5, 900, " seconds");
        rules.Within("powerSeconds", signals.PowerSeconds, 1, 900, " seconds");
        rules.Within("meterSeconds", signals.MeterSeconds, 1, 3_600, " seconds");
    }

    private static string Show(double value) => value.ToString(CultureInfo.InvariantCulture);
}
