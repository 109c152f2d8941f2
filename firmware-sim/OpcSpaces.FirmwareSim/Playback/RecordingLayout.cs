namespace OpcSpaces.FirmwareSim.Playback;

/// <summary>Where a recording's columns stand, counted from 0.</summary>
internal sealed record RecordingLayout(int Date, int Time, IReadOnlyList<int> Motion);
