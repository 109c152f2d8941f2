namespace OpcSpaces.FirmwareSim.Building;

/// <summary>A building that cannot be made, with every reason; the message has one line per reason.</summary>
public sealed class BuildingException(IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
