namespace OpcSpaces.Wire.EdgeNode;

/// <summary>Is told about sessions in order: started, any number of rebirths, ended. Must neither block nor throw.</summary>
public interface ISessionListener
{
    /// <summary>All births are sent; data may be published from now on.</summary>
    void OnSessionStarted(EdgeNodeSession session);

    /// <summary>All births were sent again within the same session.</summary>
    void OnReborn(EdgeNodeSession session);

    /// <summary>Nothing can be published any more. Called with null when the attempt ended before its births.</summary>
    void OnSessionEnded(EdgeNodeSession? session, SessionEnd ending);
}
