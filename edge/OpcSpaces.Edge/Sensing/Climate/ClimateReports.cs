using OpcSpaces.Edge.Sensing.Polling;

namespace OpcSpaces.Edge.Sensing.Climate;

/// <summary>Where the quantities of one chip go; no carbon dioxide from a chip that does not measure it.</summary>
internal sealed record ClimateReports(ValueReport? Co2, ValueReport Temperature, ValueReport Humidity);
