using Microsoft.AspNetCore.Http;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Api.Rights;

/// <summary>Knows who sends a request: by session, key or display credential. Implemented where accounts are kept.</summary>
public interface ICallers
{
    /// <summary>Who asks; <see cref="Caller.Nobody"/> without credentials or with ones that are not valid any more. Thread-safe.</summary>
    ValueTask<Caller> FindAsync(HttpContext context);
}
