using System.Globalization;
using OpcSpaces.Edge.Config;
using OpcSpaces.FirmwareSim.Faults;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Building.Description;

/// <summary>What a description must keep to beyond each value's kind; finds every fault at once.</summary>
internal static class DescriptionRules
{
    public static IEnumerable<ConfigFault> Faults(CommunityDescription description)
    {
        var faults = new List<ConfigFault>();
        if (description.Layout is { } layout)
        {
            if (SpaceId.Fault(description.Id) is { } problem)
                faults.Add(new ConfigFault("id", $"\"{description.Id}\"", $"{problem}: write another"));
            if (description.Floors.Count + description.Gateways.Count > 0)
                faults.Add(new ConfigFault("layout", "there", "write either \"layout\" or \"floors\" and \"gateways\", not both"));
            faults.AddRange(LayoutRules.Faults(layout));
        }
        else if (description.Floors.Count == 0)
        {
            faults.Add(new ConfigFault("layout", "missing", "add \"layout\" with counts, or \"floors\" and \"gateways\" by hand"));
        }
        else
        {
            var community = new Community(description.Id, description.Name, description.Floors);
            faults.AddRange(CommunityFile.Faults(community).Select(fault => new ConfigFault(fault.Path, fault.Found, $"{fault.Problem}: change it")));
            faults.AddRange(WiringRules.Faults(description.Gateways, community));
        }
        if (description.UtcOffsetHours is not (>= -12 and <= 14))
            faults.Add(new ConfigFault("utcOffsetHours", Show(description.UtcOffsetHours), "use -12 to 14 hours; China's clock is 8 ahead of UTC"));
        faults.AddRange(People(description));
        faults.AddRange(Signals(description));
        return faults.Count > 0 ? faults : ScriptRules.Faults(description.Script, description.ToPlan().Gateways);
    }

    private static IEnumerable<ConfigFault> People(CommunityDescription description)
    {
        var people = description.People;
        foreach (var (name, share) in new[]
                 {
                     ("never", people.Never), ("partTime", people.PartTime), ("nightOwls", people.NightOwls),
                     ("stillSitters", people.StillSitters), ("gpuDesks", people.GpuDesks), ("bagStays", people.BagStays),
                 })
        {
            if (share is not (>= 0 and <= 1))
                yield return new ConfigFault($"people.{name}", Show(share), "use a share from 0 to 1");
        }
        if (people.Never + people.PartTime + people.NightOwls > 1)
            yield return new ConfigFault("people", Show(people.Never + people.PartTime + people.NightOwls), "never, partTime and nightOwls together are at most 1");
    }

    private static IEnumerable<ConfigFault> Signals(CommunityDescription description)
    {
        var signals = description.Signals;
        if (signals.MotionDelaySeconds is not (>= 0.3 and <= 300))
            yield return new ConfigFault("signals.motionDelaySeconds", Show(signals.MotionDelaySeconds), "use 0.3 to 300 seconds, as the detector can be set");
        foreach (var (name, seconds) in new[] { ("climateSeconds", signals.ClimateSeconds), ("powerSeconds", signals.PowerSeconds), ("meterSeconds", signals.MeterSeconds) })
        {
            if (seconds is < 1 or > 3_600)
                yield return new ConfigFault($"signals.{name}", Show(seconds), "use 1 to 3600 seconds");
        }
    }

    private static string Show(double value) => value.ToString(CultureInfo.InvariantCulture);
}
