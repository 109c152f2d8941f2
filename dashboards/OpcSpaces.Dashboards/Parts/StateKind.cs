namespace OpcSpaces.Dashboards.Parts;

/// <summary>What a page says where its content is missing, or is not all there.</summary>
public enum StateKind
{
    /// <summary>There is nothing, and nothing is wrong.</summary>
    Empty,

    /// <summary>It is on its way.</summary>
    Loading,

    /// <summary>A part is missing, such as at a low coverage.</summary>
    Partial,

    /// <summary>It could not be read or done.</summary>
    Error,

    /// <summary>The server or a store cannot be reached.</summary>
    Disconnected,
}
