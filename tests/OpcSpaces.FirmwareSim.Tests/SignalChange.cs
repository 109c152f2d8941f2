using OpcSpaces.FirmwareSim.Building;

namespace OpcSpaces.FirmwareSim.Tests;

internal sealed record SignalChange(WiredPoint Point, int Pin, bool High, DateTimeOffset At);
