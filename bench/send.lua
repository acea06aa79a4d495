-- Each thread sends its own share of the prepared final POSTs, each once.
local threads = 0
function setup(thread) thread:set("mine", threads); threads = threads + 1 end
function init(args)
  requests, at = {}, 0
  local number = 0
  for line in io.lines(args[1]) do
    local path, cookie, body = line:match("^(.-)\t(.-)\t(.*)$")
    if number % 2 == mine then
      requests[#requests + 1] = wrk.format("POST", path, {
        ["Cookie"] = cookie, ["Content-Type"] = "application/x-www-form-urlencoded",
      }, body)
    end
    number = number + 1
  end
end
function request()
  at = at + 1
  if at > #requests then wrk.thread:stop(); at = #requests end
  return requests[at]
end
