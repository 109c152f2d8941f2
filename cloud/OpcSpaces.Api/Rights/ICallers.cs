using Microsoft.AspNetCore.Http;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Api.Rights;

/// <summary>Knows who sends a request: by session, key or display credential. Implemented where accounts are kept.</summary>
public interface ICallers
{
    /// <summary>Who asks; <see cref="Caller.Nobody"/> without credentials or with ones that are not valid any more. Thread-safe.</summary>
    ValueTask<Caller> FindAsync(HttpContext context);

    /// <summary>
    /// Whether a store has to be asked because the request has a credential that nobody is known to have had lately. Such a request counts for its network address first: who tries
    /// many must not take the database from others. Thread-safe, and never waits.
    /// </summary>
    bool IsStrange(HttpContext context);
}
