namespace OpcSpaces.Points;

/// <summary>The measurements under which readings are stored as series.</summary>
public static class Measurements
{
    public const string Occupancy = "occupancy";
    public const string Energy = "energy";
    public const string Access = "access";
    public const string Environment = "environment";

    /// <summary>What a gateway reports about itself.</summary>
    public const string Gateway = "gateway";
}
