using System.Diagnostics.CodeAnalysis;

namespace OpcSpaces.Broker.Sessions;

/// <summary>
/// Which session has which client id. A new session waits until the one before it has ended, because MQTTnet's server mixes them up
/// otherwise: what it removes at the end of the first may be what belongs to the second. Safe from any thread.
/// </summary>
internal sealed class SessionRegistry
{
    private readonly Lock _gate = new(); // guards _sessions
    private readonly Dictionary<string, ISession> _sessions = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _sessions.Count;
        }
    }

    /// <summary>The session gets the id. False when the present one keeps it.</summary>
    /// <param name="clientId">The id.</param>
    /// <param name="session">The new session.</param>
    /// <param name="before">The session that had the id and is to be ended; null for none.</param>
    public bool TryEnter(string clientId, ISession session, out ISession? before)
    {
        lock (_gate)
        {
            if (_sessions.TryGetValue(clientId, out before) && !before.MayBeTakenOver)
                return false;
            _sessions[clientId] = session;
            return true;
        }
    }

    public bool TryFind(string clientId, [NotNullWhen(true)] out ISession? session)
    {
        lock (_gate)
            return _sessions.TryGetValue(clientId, out session);
    }

    public void EndAll(byte reason)
    {
        ISession[] all;
        lock (_gate)
            all = [.. _sessions.Values];
        foreach (var session in all)
            session.End(reason);
    }

    /// <summary>Forgets the session, unless another has its id by now.</summary>
    public void Leave(string clientId, ISession session)
    {
        lock (_gate)
        {
            if (_sessions.TryGetValue(clientId, out var present) && present == session)
                _sessions.Remove(clientId);
        }
    }
}
