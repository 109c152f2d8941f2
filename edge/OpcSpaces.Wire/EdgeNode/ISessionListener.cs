namespace OpcSpaces.Wire.EdgeNode;

/// <summary>Hears about sessions in order: started, any number of rebirths, ended. Must neither block nor throw.</summary>
public interface ISessionListener
{
    /// <summary>All births are out; data may be published from now on.</summary>
    void OnSessionStarted(EdgeNodeSession session);

    /// <summary>All births went out again inside the same session, whoever wanted it.</summary>
    void OnReborn(EdgeNodeSession session);

    /// <summary>Nothing can be published any more. Also called, with null, for an attempt that never got as far as its births.</summary>
    void OnSessionEnded(EdgeNodeSession? session, SessionEnd ending);
}
