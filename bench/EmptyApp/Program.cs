// What any ASP.NET Core application costs: the start and the memory of the API are told beside it.
var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/health/ready", () => "Healthy");
await app.RunAsync();
