namespace OpcSpaces.Benchmarks.Sensing;

/// <summary>Frames that were sent, and what came of them; wrong ones are entries of another card than the one that was shown.</summary>
internal sealed record WiegandResult(int Frames, int Disturbed, int Read, int ReadUndisturbed, int Wrong, int WrongByParityAlone);
