namespace OpcSpaces.Wire.EdgeNode;

/// <summary>Is told about sessions in order: any number of waits for the host, started, any number of rebirths, ended. Must neither block nor throw.</summary>
public interface ISessionListener
{
    /// <summary>The session is connected, and waits for its primary host; called after half a minute, and every ten minutes after that.</summary>
    void OnHostAwaited(HostAwaited wait)
    {
    }

    /// <summary>All births are sent; data may be published from now on.</summary>
    void OnSessionStarted(EdgeNodeSession session);

    /// <summary>All births were sent again within the same session.</summary>
    void OnReborn(EdgeNodeSession session);

    /// <summary>Nothing can be published any more. Called with null when the attempt ended before its births.</summary>
    void OnSessionEnded(EdgeNodeSession? session, SessionEnd ending);
}
