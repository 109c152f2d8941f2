namespace OpcSpaces.Testing;

/// <summary>The recorded room of the repository: two motion detectors and the number of people, every 30 s (source and licence beside the file).</summary>
public static class RecordedRoomFile
{
    public static string FullPath { get; } = Path.Combine(ProductBinary.RepositoryRoot, "firmware-sim", "recordings", "room-occupancy.csv");
}
