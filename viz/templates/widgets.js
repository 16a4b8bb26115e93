// What our pages meet of Vuetify's widgets, in the place of all of them: Solara wraps titles, HTML and containers in them.
define('nbextensions/jupyter-vuetify/nodeps', ['@jupyter-widgets/base', 'jupyter-vue'], (base, vue) => {
  const named = (name) => ({ _model_name: name, _model_module: 'jupyter-vuetify', _view_name: 'VuetifyView',
    _view_module: 'jupyter-vuetify', _model_module_version: '*', _view_module_version: '*' });
  class VuetifyView extends base.DOMWidgetView {
    vueRender(create) {
      return create({ provide: { viewCtx: vue.createViewContext(this) }, render: () => vue.vueRender(create, this.model, this) });
    }
  }
  class VuetifyTemplateModel extends vue.VueTemplateModel {
    defaults() { return { ...super.defaults(), ...named('VuetifyTemplateModel') }; }
  }
  VuetifyTemplateModel.serializers = { ...vue.VueTemplateModel.serializers };
  class HtmlModel extends vue.HtmlModel {
    defaults() { return { ...super.defaults(), ...named('HtmlModel') }; }
  }
  HtmlModel.serializers = { ...vue.HtmlModel.serializers };
  class SheetModel extends vue.VueModel {
    defaults() { return { ...super.defaults(), ...named('SheetModel') }; }
    getVueTag() { return 'div'; }
  }
  SheetModel.serializers = { ...vue.VueModel.serializers };
  class ThemeModel extends base.WidgetModel {}
  class ThemeColorsModel extends base.WidgetModel {}
  return { VuetifyView, VuetifyTemplateModel, HtmlModel, SheetModel, ThemeModel, ThemeColorsModel };
});
