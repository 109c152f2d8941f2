namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>What an agent said after a commit had returned; <paramref name="Start"/> counts the agent's starts from 1.</summary>
internal sealed record WitnessNote(int Start, ulong Epoch, ulong Sequence, byte[] ContentHash);
