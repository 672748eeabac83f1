internal import ClusterModel

/// Members of a JSON object whose values are texts.
func texts(_ pairs: (String, String)...) -> [JSON.Member] { pairs.map { JSON.Member($0.0, .string($0.1)) } }
