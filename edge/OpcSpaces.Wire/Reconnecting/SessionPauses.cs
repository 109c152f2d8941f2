using OpcSpaces.Timing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Reconnecting;

/// <summary>
/// The pauses between two connections. An attempt that fails makes them grow, and so does a session that breaks before it has lasted: two
/// clients with one id throw each other out, and would do so several times a second if each session counted as a success. Not thread-safe.
/// </summary>
internal sealed class SessionPauses
{
    /// <summary>This many sessions in a row that broke early are no accident.</summary>
    internal const int SuspiciousSessions = 4;

    private readonly ReconnectOptions _options;
    private readonly Backoff _afterFailures;
    private readonly Backoff _afterShortSessions;
    private int _shortSessions;

    public SessionPauses(ReconnectOptions options, Random? random)
    {
        _options = options;
        _afterFailures = options.CreateBackoff(random);
        _afterShortSessions = new Backoff(new BackoffOptions(Math.Min(options.FirstReconnectDelayMs, options.LongestShortSessionPauseMs), options.LongestShortSessionPauseMs), random);
    }

    /// <summary>What may be wrong, when sessions keep breaking although the broker accepts them; null when nothing suggests it.</summary>
    public string? Suspicion { get; private set; }

    /// <summary>The pause after an attempt that opened no session. A broker that is away explains the sessions that broke before.</summary>
    public TimeSpan AfterFailure()
    {
        Forget();
        return _afterFailures.Next();
    }

    /// <summary>The pause after the broker refused our client id.</summary>
    public TimeSpan AfterRefusedId()
    {
        var pause = AfterFailure();
        Suspicion = $"The broker refuses the client id '{_options.EffectiveClientId}': another program may have it there, such as the cloud whose broker it is.";
        return pause;
    }

    /// <summary>The pause after a session that ended for a good reason, such as a primary host that went offline.</summary>
    public TimeSpan AfterIntendedEnd()
    {
        _afterFailures.Succeeded();
        return _afterFailures.Next();
    }

    /// <summary>The pause after a session that broke.</summary>
    public TimeSpan AfterBreak(TimeSpan lasted, MqttDisconnection? how)
    {
        _afterFailures.Succeeded();
        // Longer than the longest pause, because the twin of a client comes back after such a pause.
        if (lasted >= TimeSpan.FromMilliseconds(2.0 * _options.LongestShortSessionPauseMs))
            Forget();
        _shortSessions++;
        if (how is { IsTakenOver: true })
            Suspicion = $"Another client connected with the id '{_options.EffectiveClientId}': two programs run under one id.";
        else if (_shortSessions >= SuspiciousSessions)
            Suspicion = $"{_shortSessions} sessions in a row broke soon after they began: two programs may run under the id '{_options.EffectiveClientId}', or something cuts the link.";
        return _shortSessions < SuspiciousSessions && how is not { IsTakenOver: true } ? _afterFailures.Next() : _afterShortSessions.Next();
    }

    private void Forget()
    {
        (_shortSessions, Suspicion) = (0, null);
        _afterShortSessions.Succeeded();
    }
}
