namespace OpcSpaces.Dashboards.Api;

/// <summary>
/// The HTTP API, asked with the credential of whoever looks at the page. So a page shows and does what the API allows to its visitor, and nothing else. The
/// host implements it without a network. One for each page or circuit.
/// </summary>
public interface IApi
{
    /// <summary>Reads.</summary>
    /// <param name="path">Below <c>/api/v1</c>, with its query, such as <c>communities/nanshan-hub/usage?from=2026-03-01</c>: see <see cref="ApiPath"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ApiAnswer<T>> GetAsync<T>(string path, CancellationToken cancellationToken = default)
        where T : class;

    /// <summary>Changes something.</summary>
    /// <param name="method">Such as PUT.</param>
    /// <param name="path">As in <see cref="GetAsync"/>.</param>
    /// <param name="body">What is sent as JSON; null for nothing.</param>
    /// <param name="condition">The ETag that was read, for <c>If-Match</c>; <see cref="ApiCondition.New"/> for something that must not be there yet; null for no condition.</param>
    /// <param name="cancellationToken">Ends the wait; the change may have been made.</param>
    Task<ApiAnswer<T>> SendAsync<T>(HttpMethod method, string path, object? body, string? condition = null, CancellationToken cancellationToken = default)
        where T : class;
}
