namespace OpcSpaces.Model.Spaces;

/// <summary>A community file that cannot be used, with every fault in it; the message has one line per fault.</summary>
public sealed class CommunityFileException(string fileName, IReadOnlyList<CommunityFault> faults)
    : Exception(string.Join('\n', faults.Select(fault => $"{fileName}: {fault}")))
{
    public IReadOnlyList<CommunityFault> Faults { get; } = faults;
}
