using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace OpcSpaces.Api.Conditions;

/// <summary>What OpenAPI cannot see in a handler's signature, of changes under a condition (<see cref="ETags.TryReadCondition"/>).</summary>
public static class ConditionDocuments
{
    /// <summary>The route asks for If-Match.</summary>
    /// <param name="route">The route.</param>
    /// <param name="alsoAdds">Whether it takes <c>If-None-Match: *</c> too.</param>
    public static RouteHandlerBuilder UnderCondition(this RouteHandlerBuilder route, bool alsoAdds = false) => route
        .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            Add("If-Match", "The ETag that you read, to change or to remove it");
            if (alsoAdds) Add("If-None-Match", "*, to add something new");
            return Task.CompletedTask;

            void Add(string name, string about) =>
                (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = ParameterLocation.Header, Description = about, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        });
}
