using OpcSpaces.Points.Hours;

namespace OpcSpaces.Wire.Outbox;

/// <summary>Takes back from sums what a wrong clock said. Gateway and cloud use this code, so that their sums are equal.</summary>
public static class ClockTurns
{
    public static void Turn(this IHourlyTally tally, in ClockTurn turn)
    {
        if (turn.Kind != ClockTurnKind.Believed) tally.StopAt(turn.BeforeMs);
        if (turn.Kind == ClockTurnKind.Corrected) tally.Void(turn.WrongFromMs, turn.WrongUntilMs);
        if (turn.Kind != ClockTurnKind.Doubted) tally.ContinueAt(turn.NowMs);
    }
}
