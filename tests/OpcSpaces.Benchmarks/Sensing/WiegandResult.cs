namespace OpcSpaces.Benchmarks.Sensing;

/// <summary>The frames that were sent, and their results; a wrong one is an entry of another card than the one that was shown.</summary>
internal sealed record WiegandResult(int Frames, int Disturbed, int Read, int ReadUndisturbed, int Wrong, int WrongByParityAlone);
