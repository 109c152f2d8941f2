namespace OpcSpaces.Model.Alarms.Books;

/// <summary>What came of one judgement.</summary>
/// <param name="Next">The book after it.</param>
/// <param name="Events">What happened, to be stored with the timers in one transaction.</param>
/// <param name="Changed">The timers that have to be stored.</param>
/// <param name="Dropped">The timers that are not needed any more.</param>
public sealed record BookTurn(AlarmBook Next, IReadOnlyList<AlarmEvent> Events, IReadOnlyList<AlarmTimer> Changed, IReadOnlyList<AlarmKey> Dropped)
{
    public bool IsEmpty => Events.Count == 0 && Changed.Count == 0 && Dropped.Count == 0;
}
