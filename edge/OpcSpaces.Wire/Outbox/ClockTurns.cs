using OpcSpaces.Points.Hours;

namespace OpcSpaces.Wire.Outbox;

/// <summary>Takes back from sums what a wrong clock said. Gateway and cloud use this code, so that their sums are equal.</summary>
public static class ClockTurns
{
    public static void Turn(this MetricTally tally, in ClockTurn turn)
    {
        if (turn.Kind != ClockTurnKind.Believed) tally.Stop(turn.BeforeMs);
        if (turn.Kind == ClockTurnKind.Corrected) tally.Void(turn.WrongFromMs, turn.BeforeMs);
        if (turn.Kind != ClockTurnKind.Doubted) tally.Continue(turn.NowMs);
    }

    public static void Turn(this StayTally stays, in ClockTurn turn)
    {
        if (turn.Kind != ClockTurnKind.Believed) stays.Stop(turn.BeforeMs);
        if (turn.Kind == ClockTurnKind.Corrected) stays.Void(turn.WrongFromMs, turn.BeforeMs);
        if (turn.Kind != ClockTurnKind.Doubted) stays.Continue(turn.NowMs);
    }
}
