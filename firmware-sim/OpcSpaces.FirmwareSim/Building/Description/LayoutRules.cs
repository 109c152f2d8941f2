using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Building.Description;

/// <summary>The rules for the counts of a layout.</summary>
internal static class LayoutRules
{
    private const int MostOfAnything = 100_000;

    /// <summary>Adds every fault of the layout to <paramref name="rules"/>, which are those of the layout; whether it has none.</summary>
    public static bool Check(SettingsRules rules, BuildingOptions layout)
    {
        var before = rules.Faults.Count;
        rules.Within("desks", layout.Desks, 1, BuildingOptions.MostDesks);
        rules.Within("gateways", layout.Gateways, 1, 5_000);
        rules.Within("meters", layout.Meters ?? 1, 0, MostOfAnything);
        rules.Within("pulsesPerKilowattHour", layout.PulsesPerKilowattHour, 1, 1_000_000);
        rules.Within("doors", layout.Doors, 0, MostOfAnything);
        rules.Within("environmentSensors", layout.EnvironmentSensors, 0, MostOfAnything);
        rules.Within("meetingRoomsPerFloor", layout.MeetingRoomsPerFloor, 0, 4);
        rules.Within("desksInPrivateOffices", layout.OfficeShare, 0, BuildingOptions.MostInOffices);
        rules.Within("desksWithMotion", layout.MotionShare, 0, 1);
        rules.Within("desksWithPad", layout.PadShare, 0, 1);
        rules.Within("desksWithPowerMonitor", layout.PowerMonitorShare, 0, 1);
        if (rules.Faults.Count == before && BuildingGenerator.ZonesOf(layout) is var zones && layout.Gateways > zones)
            rules.Fault("gateways", $"{layout.Gateways}", $"{layout.Desks} desks make {zones} zones, and each gateway serves at least one zone: use fewer gateways");
        return rules.Faults.Count == before;
    }
}
