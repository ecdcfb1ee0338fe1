import { surface } from "./surface.js"
import { uploader } from "./uploader.js"

export default surface("picture_upload.css", (root, { send }) => {
  const one = uploader()
  root.append(one.element)
  const draw = (_views, data) =>
    one.draw({
      ...data,
      onDone: () => send("done", {}),
      onRefused: ({ error, fields }) => send("refused", { error: error ?? "", fields: fields ?? {} }),
    })
  draw.stop = one.stop
  return draw
})
