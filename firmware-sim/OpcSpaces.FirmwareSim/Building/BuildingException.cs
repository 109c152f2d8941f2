namespace OpcSpaces.FirmwareSim.Building;

/// <summary>A building that cannot be generated. The message has one line per fault.</summary>
public sealed class BuildingException(IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
