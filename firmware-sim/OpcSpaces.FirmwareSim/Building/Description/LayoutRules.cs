using System.Globalization;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Building.Description;

/// <summary>What the counts of a layout must keep to.</summary>
internal static class LayoutRules
{
    private const int MostOfAnything = 100_000;

    public static IEnumerable<SettingsFault> Faults(BuildingOptions layout)
    {
        var faults = new List<SettingsFault>();
        Within("desks", layout.Desks, 1, BuildingOptions.MostDesks);
        Within("gateways", layout.Gateways, 1, 5_000);
        Within("meters", layout.Meters ?? 1, 0, MostOfAnything);
        Within("pulsesPerKilowattHour", layout.PulsesPerKilowattHour, 1, 1_000_000);
        Within("doors", layout.Doors, 0, MostOfAnything);
        Within("environmentSensors", layout.EnvironmentSensors, 0, MostOfAnything);
        Within("meetingRoomsPerFloor", layout.MeetingRoomsPerFloor, 0, 4);
        Within("desksInPrivateOffices", layout.OfficeShare, 0, BuildingOptions.MostInOffices);
        Within("desksWithMotion", layout.MotionShare, 0, 1);
        Within("desksWithPad", layout.PadShare, 0, 1);
        Within("desksWithPowerMonitor", layout.PowerMonitorShare, 0, 1);
        if (faults.Count == 0 && BuildingGenerator.ZonesOf(layout) is var zones && layout.Gateways > zones)
            faults.Add(new SettingsFault("layout.gateways", Show(layout.Gateways), $"{layout.Desks} desks make {zones} zones, and each gateway serves at least one: use fewer"));
        return faults;

        void Within(string name, double value, double least, double most)
        {
            if (!(value >= least && value <= most))
                faults.Add(new SettingsFault($"layout.{name}", Show(value), $"use {Show(least)} to {Show(most)}"));
        }
    }

    private static string Show(double value) => value.ToString(CultureInfo.InvariantCulture);
}
