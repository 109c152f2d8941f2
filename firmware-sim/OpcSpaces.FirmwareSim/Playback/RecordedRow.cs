namespace OpcSpaces.FirmwareSim.Playback;

/// <summary>One row of a recording: its time, and for each motion column whether the detector was high.</summary>
public sealed record RecordedRow(DateTimeOffset At, IReadOnlyList<bool> Levels);
