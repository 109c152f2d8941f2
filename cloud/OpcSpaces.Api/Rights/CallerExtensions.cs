using Microsoft.AspNetCore.Http;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Api.Rights;

/// <summary>The caller of a request whose route's rule was checked.</summary>
public static class CallerExtensions
{
    public static Caller Caller(this HttpContext context) => context.Features.Get<Caller>() ?? Model.Access.Caller.Nobody;
}
