using OpcSpaces.Edge.Sensing.Polling;

namespace OpcSpaces.Edge.Sensing.Climate;

/// <summary>Where the quantities of one chip are reported. <see cref="Co2"/> is null for a chip that does not measure it.</summary>
internal sealed record ClimateReports(ValueReport? Co2, ValueReport Temperature, ValueReport Humidity);
