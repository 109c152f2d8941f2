using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Kinds;

/// <summary>One kind of sensor, as it is registered in the list of sensor kinds.</summary>
/// <param name="Name">The word in a configuration file: <c>"sensor": "motion"</c>.</param>
/// <param name="Read">Reads the settings beside that word. Wrong values are noted in the section and replaced by defaults.</param>
internal sealed record SensorKind(string Name, Func<SettingsSection, PointConfig> Read);
