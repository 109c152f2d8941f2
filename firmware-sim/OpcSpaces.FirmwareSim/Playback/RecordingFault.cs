namespace OpcSpaces.FirmwareSim.Playback;

/// <summary>One thing that is wrong in a recording; line 1 is the header, line 0 the file itself.</summary>
public sealed record RecordingFault(int Line, string Problem);
