namespace OpcSpaces.FirmwareSim.Tests.Playback;

/// <summary>A test on the recorded room, which lies beside the repository (../shared/data) and not in it; says so where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecordedFactAttribute : FactAttribute
{
    public RecordedFactAttribute()
    {
        if (RealRecording.File.Length == 0)
            Skip = "room-occupancy-pir.csv is not in ../shared/data";
    }
}
