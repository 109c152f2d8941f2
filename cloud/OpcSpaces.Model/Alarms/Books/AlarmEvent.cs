namespace OpcSpaces.Model.Alarms.Books;

/// <summary>What happens to an alarm. The names stand in the database and in the API.</summary>
public enum AlarmEventKind
{
    Raised,

    /// <summary>Somebody has seen it and takes care of it. It stays open until its condition is gone.</summary>
    Acknowledged,
    Cleared,
}

/// <summary>One thing that happened to an alarm.</summary>
/// <param name="AlarmId">The alarm, see <see cref="AlarmIds"/>.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When, in the cloud's time.</param>
/// <param name="Key">What is wrong where.</param>
/// <param name="Severity">How soon somebody should look.</param>
/// <param name="Detail">For people.</param>
public sealed record AlarmEvent(string AlarmId, AlarmEventKind Kind, DateTimeOffset At, AlarmKey Key, AlarmSeverity Severity, string Detail);
